"""Brands and models as text for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group as Stack
from rich.markup import escape
from rich.text import Text

if TYPE_CHECKING:
    from ..guide.answers import Group


def in_list(group: Group) -> str:
    """Give a brand's or model's line in a list."""
    count = len(group.shoes)
    return f"[bold]{escape(group.name)}[/] [dim]{count} {'shoe' if count == 1 else 'shoes'}[/]"


def group(found: Group) -> Stack:
    """Give the page of a brand or model: its line in words, its shoes, its story."""
    parts = [f"\n[bold]{escape(found.name)}[/]", f"  {_line(found)}"]
    if found.shoes:
        order = "from the first to the newest" if found.kind == "model" else "the most wanted first"
        parts.append(f"\n[bold]Shoes[/] [dim]{order}[/]")
        parts += [f"  {escape(card.name)}" for card in found.shoes]
    if found.story:
        parts.append("\n[bold]How it became popular[/]")
    for item in found.story:
        about = "" if item.about == found.name else f" [dim]{escape(item.about)}[/]"
        parts.append(f"  {escape(f'{item.when:<15} {item.label}')}{about}")
    return Stack(*(Text.from_markup(part) for part in parts))


def _line(found: Group) -> str:
    """Say how the last whole week compares with the line's own best one."""
    whole = [point for point in found.heat if point.heat is not None and not point.partial]
    if not whole:
        return f"No source follows {escape(found.name)} as a whole."
    best = max(whole, key=lambda point: point.heat or 0.0)
    last = whole[-1]
    return (
        f"Interest stands at {last.heat:.0f} in the week of {last.week:%d %B %Y}; "
        f"its best week, in {best.week:%B %Y}, is 100."
    )
