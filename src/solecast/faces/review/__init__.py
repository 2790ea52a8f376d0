"""The review desk: an editor settles which shoe a record is, for good.

In: a built guide and its folder. Out: decisions in `decisions.csv`, which later builds obey.
`cases` puts links as questions, `docket` holds them and writes decisions, `terminal` and `page`
ask the editor. This is a face like the command line: it is above all rooms.
"""

from .commands import ReviewRequest, review_guide

__all__ = ["ReviewRequest", "review_guide"]
