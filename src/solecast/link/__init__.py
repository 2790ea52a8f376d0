"""Raw tables in, linked tables out: which shoe is each record about?

`run` is the room's entry. `parse_title`, `lineage` and `Linker` are its parts that stand alone.
"""

from .decisions import Decision, load_decisions, save_decision
from .lineage import lineage
from .linker import Linker
from .run import run
from .title import Title, parse_title

__all__ = [
    "Decision",
    "Linker",
    "Title",
    "lineage",
    "load_decisions",
    "parse_title",
    "run",
    "save_decision",
]
