"""Draws any shoe as an outline of its kind, tinted by its colorway's words.

In come a shoe's name, category, facts and colour words; out goes a small SVG. A drawing is
never a likeness: it says what kind of shoe this is, and it must not pass for a photograph.

    said = drawings.words(colorway.name, colorway.colours)
    drawing = drawings.choose("adidas Samba OG", "lifestyle", {}, said)
    drawings.svg(drawing, 420)                   # a file: colours baked in
    drawings.svg(drawing, 420, inline=True)      # in a page: static/drawings.css turns it dark
    drawings.alt(drawing)                        # "Drawing of a low terrace sneaker, black"
"""

from .choice import choose
from .drawing import Drawing, Kind
from .picture import svg
from .tints import alt, swatch, words

__all__ = ["Drawing", "Kind", "alt", "choose", "svg", "swatch", "words"]
