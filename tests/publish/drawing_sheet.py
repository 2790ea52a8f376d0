"""Writes a contact sheet of all outlines: python -m tests.publish.drawing_sheet sheet.html."""

import sys
from pathlib import Path

from solecast.publish.drawings import Drawing, Kind, alt, svg

TINTS = ((None, None, None), ("#2a2927", None, "#f7f6f2"), ("#f7f6f2", "#b5302a", "#c8955a"))


def sheet() -> str:
    """Give a page with every kind at 420, 160 and 72 px, on light and on dark."""
    rows = []
    for ground, dark in (("#f3f0e8", False), ("#202327", True)):
        drawn = [
            svg(drawing, width, alt(drawing), dark=dark)
            for kind in Kind
            for segmented in (False, True)
            for drawing in [Drawing(kind, *tints, segmented=segmented) for tints in TINTS]
            for width in (420, 160, 72)
        ]
        rows.append(f'<div style="background:{ground}">{"".join(drawn)}</div>')
    return f"<!doctype html><meta charset='utf-8'>{''.join(rows)}"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(sheet(), encoding="utf-8")
