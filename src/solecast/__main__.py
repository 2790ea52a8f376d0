"""`solecast` and `python -m solecast`: run the command line; show errors as sentences."""

import sys

from rich.console import Console

from .errors import SolecastError
from .faces.command_line import app


def main() -> None:
    """Run the command line and exit: 0 done, 1 an error that is explained, 2 wrong usage."""
    try:
        app()
    except SolecastError as error:
        # Wrapped lines would break the commands that a message tells the reader to copy.
        text = f"[bold red]Error:[/] {_plain(error)}"
        Console(stderr=True, highlight=False).print(text, soft_wrap=True)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


def _plain(error: SolecastError) -> str:
    return str(error).replace("[", r"\[")


if __name__ == "__main__":
    main()
