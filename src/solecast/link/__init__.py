"""Raw tables in, linked tables out: which shoe is each record about?

`run` is the room's entry. `parse_title`, `lineage` and `Linker` are its parts that stand alone.
"""

from .catalog.lineage import lineage
from .corrections import EditorsValue, led, load_corrections, save_correction
from .linker.decisions import Decision, load_decisions, save_decision
from .linker.linker import Linker
from .run import run
from .titles.title import Title, parse_title

__all__ = [
    "Decision",
    "EditorsValue",
    "Linker",
    "Title",
    "led",
    "lineage",
    "load_corrections",
    "load_decisions",
    "parse_title",
    "run",
    "save_correction",
    "save_decision",
]
