"""Writes the pages of docs/ that are generated from the code: `python -m docs.generate`.

`commands.md` from the command line, `settings.md` from the configuration. A test fails when a
page differs from what the code says.
"""

import ast
import inspect
import itertools
import sys
from collections.abc import Iterator
from pathlib import Path

import typer
from typer.core import TyperArgument

from solecast.faces.command_line import app
from solecast.read.columns import header
from solecast.settings import config, fields

DOCS = Path(__file__).parent


def commands() -> str:
    """The command reference."""
    parts = [
        "# Commands",
        "",
        "Written by `make docs` from the code; `solecast COMMAND --help` says the same.",
    ]
    group = typer.main.get_command(app)
    for name, command in sorted(group.commands.items()):  # type: ignore[attr-defined]
        arguments = [p for p in command.params if isinstance(p, TyperArgument)]
        options = [p for p in command.params if not isinstance(p, TyperArgument)]
        usage = " ".join(["solecast", name, *(_argument(p) for p in arguments)])
        parts += ["", f"## {name}", "", inspect.cleandoc(command.help or ""), "", f"    {usage}"]
        rows = [(_argument(p), p.help or "") for p in arguments]
        rows += [(f"`{', '.join([*p.opts, *p.secondary_opts])}`", _help(p)) for p in options]
        parts += ["", "| | |", "|---|---|", *(f"| {left} | {right} |" for left, right in rows)]
    return "\n".join(parts) + "\n"


def _argument(parameter: TyperArgument) -> str:
    name = (parameter.metavar or parameter.name or "").upper()
    return f"{name}..." if parameter.nargs == -1 else name


def _help(parameter: object) -> str:
    text = getattr(parameter, "help", None) or ""
    default = getattr(parameter, "default", None)
    shown = default not in (None, False, True) and not callable(default)
    return f"{text} Default: {default}." if shown else text


def settings() -> str:
    """The settings of `guide.toml`, from the docstrings below the attributes."""
    parts = [
        "# Settings",
        "",
        "Written by `make docs` from the code: the keys of `guide.toml`.",
        "",
        *_table_of(config.Config, ""),
        "",
        "## What a column can hold",
        "",
        "The words after `=` under `[columns]`: one of these, an attribute of a shoe such as",
        '`weight` or `drop_mm`, `"publish"` or `"ignore"`.',
        "",
        "| word | what the column says |",
        "|---|---|",
        *(f"| `{name}` | {said} |" for name, said in fields.FIELDS.items()),
    ]
    return "\n".join(parts) + "\n"


def _table_of(model: type[config.Settings], before: str) -> Iterator[str]:
    """Give the rows of a table of settings, and below them its inner tables."""
    told, inner = _docstrings(model), []
    yield from ("| key | default | what it says |", "|---|---|---|")
    for name, field in model.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, config.Settings):
            inner.append((name, kind))
            continue
        default = repr(field.default) if field.default or field.default == "" else "none"
        default = "required" if field.is_required() else default
        yield f"| `{before}{name}` | {default} | {told[name]} |"
    for name, kind in inner:
        yield from ("", f"## [{before}{name}]", "", told[name], "")
        yield from _table_of(kind, f"{before}{name}.")


def _docstrings(model: type[config.Settings]) -> dict[str, str]:
    tree = ast.parse(inspect.getsource(sys.modules[model.__module__]))
    body = next(
        n for n in tree.body if isinstance(n, ast.ClassDef) and n.name == model.__name__
    ).body
    return {
        node.target.id: " ".join(ast.literal_eval(after.value).split())
        for node, after in itertools.pairwise(body)
        if isinstance(node, ast.AnnAssign)
        and isinstance(node.target, ast.Name)
        and isinstance(after, ast.Expr)
    }


def inputs() -> str:
    """The page of inputs, with the words of headers as the reader has them."""
    page = (DOCS / "inputs.md").read_text(encoding="utf-8")
    before, _, rest = page.partition(_BEGIN)
    return f"{before}{_BEGIN}\n{_headers()}{_END}{rest.partition(_END)[2]}"


def _headers() -> str:
    by_field: dict[str, list[tuple[float, str]]] = {}
    for concepts, meanings in header.fields().items():
        for field, rank in meanings:
            by_field.setdefault(field, []).append((-rank, " + ".join(sorted(concepts))))
    by_concept: dict[str, list[str]] = {}
    for words, meanings in header.words().items():
        for meaning in meanings:
            by_concept.setdefault(" + ".join(sorted(meaning)), []).append(f"`{' '.join(words)}`")
    parts = ["| field | what its header says, the best first |", "|---|---|"]
    parts += [f"| `{f}` | {'; '.join(said for _, said in sorted(all_))} |"
              for f, all_ in by_field.items()]  # fmt: skip
    parts += ["", "| meaning | words, without accents |", "|---|---|"]
    parts += [f"| {concept} | {', '.join(words)} |" for concept, words in by_concept.items()]
    return "\n".join(parts) + "\n"


_BEGIN, _END = "<!-- headers -->", "<!-- end -->"

PAGES = {"commands.md": commands, "settings.md": settings, "inputs.md": inputs}


def main() -> None:
    """Write the generated pages."""
    for name, make in PAGES.items():
        (DOCS / name).write_text(make(), encoding="utf-8")


if __name__ == "__main__":
    main()
