"""Writes a drawing as SVG: each part's fill, then what lies on it, then its heavy line."""

from functools import lru_cache
from hashlib import sha256
from html import escape

from .drawing import Drawing
from .inks import GROUND, GROUND_ON_DARK, HALO, PEN, inks, is_dark
from .outline import Stroke, outline

WIDTH, HEIGHT = 420, 243.6  # of the view: an outline's canvas and room for its line and halo
VIEW = f"-10 -6 {WIDTH} {HEIGHT}"
FLOOR = 222
CONTOUR, SEAM, RIM = 1.9, 1.0, 1.5  # px on screen; RIM is how far the halo stands out
SMALL = 160  # px: below, textures and stitches leave
TEXTURES = {  # width, height and content of a tile: {0} is a seam's colour, {1} draws a thin line
    "dots": (
        7,
        7,
        '<g fill="{0}"><circle cx="2" cy="2" r=".8"/><circle cx="5.5" cy="5.5" r=".8"/></g>',
    ),
    "mesh": (9, 13, '<polyline points="0 0 9 13"{1}/><polyline points="9 0 0 13"{1}/>'),
    "hatch": (6, 12, '<polyline points="0 12 6 0"{1}/>'),
    "rib": (5, 8, '<polyline points="2.5 -1 2.5 9"{1}/>'),
}


_KEPT = 512
"""Drawings that are kept, of some 5 KB: many shoes are drawn alike."""


@lru_cache(_KEPT)
def svg(
    drawing: Drawing,
    width: int,
    title: str | None = None,
    *,
    detail: bool | None = None,
    inline: bool = False,
    dark: bool = False,
    place: str = "",
) -> str:
    """Draw a shoe `width` px wide, 58 px high per 100: one SVG of at most 6 KB, title apart.

    `title` is its alt text; without one it is decoration, hidden from screen readers. `detail`
    (hatching, knit, stitches) is by default there from 160 px on. A file has its colours baked
    in, for a `dark` ground or a light one. An `inline` drawing has classes in their place, and
    the page needs `static/drawings.css`. There is no script and no style in either.
    What is drawn twice in one page needs two `place`s: names in a page must be its own.
    """
    detail = width >= SMALL if detail is None else detail
    asked = repr((drawing, width, title, detail, inline, dark, place))
    easel = _Easel(drawing, 1 if inline else WIDTH / width, detail, asked)
    if inline:
        halo, ground = 'class="shoe-halo"', 'class="shoe-ground"'
    else:
        halo = f'stroke="{HALO}"' if dark else ""
        ground = f'stroke="{GROUND_ON_DARK if dark else GROUND}"'
    root = 'class="shoe"' if inline else 'xmlns="http://www.w3.org/2000/svg"'
    name = escape("".join(letter for letter in title or "" if letter.isprintable()))
    label = f'role="img" aria-label="{name}"' if name else 'aria-hidden="true"'
    return (
        f'<svg {root} width="{width}" height="{round(width * HEIGHT / WIDTH)}" '
        f'viewBox="{VIEW}" {label} fill="none" stroke-width="{easel.px(SEAM)}" '
        f'stroke-linecap="round" stroke-linejoin="round">{easel.draw(halo, ground)}</svg>'
    )


class _Easel:
    """Lays down the strokes of one drawing; `unit` is how many units of the canvas a px takes."""

    def __init__(self, drawing: Drawing, unit: float, detail: bool, asked: str) -> None:
        self.unit, self.detail = unit, detail
        self.inks = inks(drawing)
        self.parts = _parts(outline(drawing.kind, drawing.segmented).strokes)
        # Names in a page must be its own: what is asked for alike is drawn alike.
        self.name = "s" + sha256(asked.encode()).hexdigest()[:7]
        self.defs = [
            f'<path id="{self.name}{n}" d="{part[0].d}"/>' for n, part in enumerate(self.parts)
        ]

    def px(self, pixels: float) -> str:
        """Write a length on screen in units of the canvas."""
        return f"{pixels * self.unit:.3g}"

    def draw(self, halo: str, ground: str) -> str:
        line = f'<path d="M0 {FLOOR}h400" {ground}/>'
        uses = "".join(self._use(n) for n in range(len(self.parts)))
        rim = f'<g {halo} stroke-width="{self.px(CONTOUR + 2 * RIM)}">{uses}</g>' if halo else ""
        shoe = "".join(self._part(n, part) for n, part in enumerate(self.parts))
        return f"<defs>{''.join(self.defs)}</defs>{line}{rim}{shoe}"

    def _part(self, n: int, part: list[Stroke]) -> str:
        """Draw one part: the laces lie over its heavy line, all else under it."""
        fill = f'fill="{self.inks.fills[part[0].role]}"'
        line = f'stroke="{PEN}" stroke-width="{self.px(CONTOUR)}"'
        laid = "".join(self._lay(part[0], stroke) for stroke in part[1:] if stroke.verb != "laces")
        laces = "".join(self._laces(part[0], stroke) for stroke in part if stroke.verb == "laces")
        if not laid:
            return self._use(n, f"{fill} {line}") + laces
        clip = f"{self.name}c{n}"
        self.defs.append(f'<clipPath id="{clip}">{self._use(n)}</clipPath>')
        inside = f'<g clip-path="url(#{clip})">{laid}</g>'
        return self._use(n, fill) + inside + self._use(n, line) + laces

    def _lay(self, part: Stroke, stroke: Stroke) -> str:
        seam = self.inks.seam(stroke.role)
        match stroke.verb:
            case "patch":
                edge = self.inks.seam(stroke.role, part.role)
                return (
                    f'<path d="{stroke.d}" fill="{self.inks.fills[stroke.role]}" stroke="{edge}"/>'
                )
            case "fine" if not self.detail:
                return ""
            case "seam" | "fine":
                return f'<path d="{stroke.d}" stroke="{seam}"/>'
            case "fill" if self.detail:
                return f'<path d="{stroke.d}" fill="url(#{self._texture(stroke.texture, seam)})"/>'
            case "stitch" | "rows" if self.detail:
                dashes = f"{self.px(4)} {self.px(3.5)}"
                faint = ' stroke-opacity=".5"' if stroke.verb == "rows" else ""
                return f'<path d="{stroke.d}" stroke="{seam}" stroke-dasharray="{dashes}"{faint}/>'
        return ""

    def _laces(self, part: Stroke, laces: Stroke) -> str:
        """Draw laces; on a small drawing they are plain marks that stand out from their ground."""
        fill = self.inks.fills[laces.role]
        if self.detail:
            return f'<path d="{laces.d}" fill="{fill}" stroke="{PEN}"/>'
        alike = is_dark(fill) == is_dark(self.inks.fills["overlay"])
        return f'<path d="{laces.d}" fill="{self.inks.seam("overlay") if alike else fill}"/>'

    def _texture(self, kind: str, seam: str) -> str:
        name = f"{self.name}{kind}{seam[1:3]}"
        width, height, tile = TEXTURES[kind]
        line = f' stroke="{seam}" stroke-opacity=".5" stroke-width="{self.px(0.7)}"'
        pattern = (
            f'<pattern id="{name}" width="{width}" height="{height}" '
            f'patternUnits="userSpaceOnUse">{tile.format(seam, line)}</pattern>'
        )
        if pattern not in self.defs:
            self.defs.append(pattern)
        return name

    def _use(self, n: int, attributes: str = "") -> str:
        return f'<use href="#{self.name}{n}"{" " if attributes else ""}{attributes}/>'


def _parts(strokes: tuple[Stroke, ...]) -> list[list[Stroke]]:
    """Group the strokes: each part with what lies on it."""
    parts: list[list[Stroke]] = []
    for stroke in strokes:
        if stroke.verb == "part":
            parts.append([stroke])
        else:
            parts[-1].append(stroke)
    return parts
