"""Files that are replaced in one step: whoever reads sees the old one or the new, never half."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a path to write to; when the block ends well, what was written becomes `path`.

    Nothing half-written stays. Raises `OSError` where the folder cannot be written to.
    """
    # The name starts with a dot: a build that runs meanwhile does not take it for an input.
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        yield temporary
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def replace_text(path: Path, text: str) -> None:
    """Replace a file by a text, in UTF-8 and with its line ends as they are."""
    with replacing(path) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="")
