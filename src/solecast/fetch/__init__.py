"""What public services know, asked for only when a person says so; kept as inputs of a guide.

In come the settings `[fetch]`, out go files below the guide's folder `fetched/`, which a build
reads like any others: this room is imported by none of the others, and a build asks nobody.

    web  (address_guard, pace)     one polite question: who is asked, how often, how much is taken
    shelf                   what came, where from and when
    sources/                one module a service: what to ask, what the answer must look like
    all_sources             all sources in turn
    suggestions             which articles and phrases a guide's shoes may have
"""

from .all_sources import Outcome, Planned, needs_contact, plan, run
from .suggestions import FoundPage, Suggestion, Sureness, Wanted, suggest
from .trouble_words import why

__all__ = [
    "FoundPage",
    "Outcome",
    "Planned",
    "Suggestion",
    "Sureness",
    "Wanted",
    "needs_contact",
    "plan",
    "run",
    "suggest",
    "why",
]
