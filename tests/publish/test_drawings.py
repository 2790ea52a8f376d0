"""A shoe without a picture is drawn: the outline of its kind in the colours of its words."""

import re

import pytest
from defusedxml import ElementTree

from solecast.publish import drawings
from solecast.publish.drawings import Drawing, Kind

KINDS = [(kind, segmented) for kind in Kind for segmented in (False, True)]
TINTED = ("#2a2927", "#b5302a", "#c8955a")


def kind_of(name, category="lifestyle", **facts):
    return drawings.choose(name, category, facts, None).kind


@pytest.mark.parametrize("width", [72, 420])
@pytest.mark.parametrize(("kind", "segmented"), KINDS)
def test_every_kind_is_small_and_valid(kind, segmented, width):
    drawing = Drawing(kind, *TINTED, segmented=segmented)
    for face in ({"dark": True}, {"inline": True}):
        text = drawings.svg(drawing, width, drawings.alt(drawing), **face)
        assert len(text.encode()) <= 6_000
        assert ElementTree.fromstring(text).tag.endswith("svg")


@pytest.mark.parametrize("kind", Kind)
def test_a_drawing_needs_no_script_and_no_style(kind):
    for inline in (True, False):
        root = ElementTree.fromstring(drawings.svg(Drawing(kind), 420, "A shoe", inline=inline))
        for element in root.iter():
            assert element.tag.split("}")[-1] not in {"script", "style", "foreignObject", "a"}
            assert not {name for name in element.attrib if name == "style" or name[:2] == "on"}


def test_every_reference_in_a_drawing_is_met():
    for kind, segmented in KINDS:
        text = drawings.svg(Drawing(kind, *TINTED, segmented=segmented), 420)
        asked = set(re.findall(r'href="#(\w+)"|url\(#(\w+)\)', text))
        names = re.findall(r' id="(\w+)"', text)
        assert {a or b for a, b in asked} <= set(names)
        assert len(names) == len(set(names))


def test_different_drawings_of_a_page_share_no_names():
    one, other = (
        drawings.svg(Drawing(Kind.COURT, upper), 120, inline=True) for upper in TINTED[:2]
    )
    names = re.compile(r' id="(\w+)"')
    assert not set(names.findall(one)) & set(names.findall(other))


def test_the_same_shoe_is_drawn_the_same():
    drawing = drawings.choose("adidas Samba OG", "lifestyle", {}, "Black/White/Gum")
    assert drawings.svg(drawing, 420) == drawings.svg(drawing, 420)


@pytest.mark.parametrize("kind", Kind)
def test_textures_and_stitches_leave_below_160_px(kind):
    small, large = (drawings.svg(Drawing(kind), width) for width in (159, 160))
    assert "pattern" not in small
    assert "dasharray" not in small
    assert "pattern" in large or "dasharray" in large


def test_the_line_keeps_its_weight_on_screen():
    for width in (72, 160, 420):
        text = drawings.svg(Drawing(Kind.COURT), width)
        widths = {float(w) * width / 420 for w in re.findall(r'stroke-width="([\d.]+)"', text)}
        assert any(abs(w - 1.9) < 0.05 for w in widths)
        assert any(abs(w - 1.0) < 0.05 for w in widths)


def test_on_dark_a_light_halo_goes_round_and_the_pen_stays_dark():
    light, dark = (drawings.svg(Drawing(Kind.SOCK, "#2a2927"), 420, dark=d) for d in (False, True))
    assert "#efede8" not in light
    assert '<g stroke="#efede8"' in dark
    assert 'stroke="#1c1b19"' in dark


def test_seams_lighten_on_dark_tints():
    dark, light = (drawings.svg(Drawing(Kind.SOCK, upper), 420) for upper in ("#2a2927", "#d8c7a8"))
    assert "#c9c5bc" in dark
    assert "#c9c5bc" not in light


def test_hostile_titles_are_text():
    text = drawings.svg(Drawing(Kind.SLIDE), 72, '"><script>alert(1)</script>\x00\x0b\ud800')
    root = ElementTree.fromstring(text)
    assert root.get("aria-label") == '"><script>alert(1)</script>'
    assert "<script" not in text


def test_without_a_title_a_drawing_is_decoration():
    assert 'aria-hidden="true"' in drawings.svg(Drawing(Kind.SLIDE), 72)


def test_the_alt_text_says_kind_and_colours():
    facts = {"sole_feature": ["split into five segments"]}
    black = drawings.choose("Balenciaga Speed 2.0", "lifestyle", facts, "Black")
    assert drawings.alt(black) == "Drawing of a tall sock sneaker, black"
    samba = drawings.choose("adidas Samba OG", None, {}, "Core Black/Cloud White/Gum")
    assert drawings.alt(samba) == "Drawing of a low terrace sneaker, black, white and gum"
    clog = drawings.choose("adidas Yeezy Foam RNNR", None, {}, "Sand/Red/Blue")
    assert drawings.alt(clog) == "Drawing of a foam clog, beige"
    plain = drawings.choose("adidas Samba OG", None, {}, "Wales Bonner")
    assert drawings.alt(plain) == "Drawing of a low terrace sneaker"


@pytest.mark.parametrize(
    ("words", "tints"),
    [
        ("Core Black", ["black"]),
        ("University Red", ["red"]),
        ("off white", ["cream"]),
        ("White/University Blue", ["white", "light blue"]),
        ("Black White Gum", ["black", "white", "gum"]),
        ("Panda", ["white", "black"]),
        ("Chicago (2025)", ["white", "red"]),
    ],
)
def test_a_swatch_takes_the_longest_phrase(words, tints):
    plain = {word: drawings.swatch(word)[0] for word in tints}
    assert drawings.swatch(words) == list(plain.values())


@pytest.mark.parametrize(
    "words", [None, "", "Travis Scott", "Yeshaya", "Off-White", "?/?", "Bliss"]
)
def test_unknown_words_leave_paper(words):
    drawing = drawings.choose("Nike Dunk Low", "lifestyle", {}, words)
    assert (drawing.upper, drawing.overlay, drawing.sole) == (None, None, None)
    assert drawings.swatch(words) == []


def test_a_colorway_is_tinted_by_its_name_or_else_by_its_catalogs_colours():
    assert drawings.words("White/Team Green-White", ["white", "green"]) == "White/Team Green-White"
    assert drawings.words("Travis Scott", ["brown", "black"]) == "brown/black"
    assert drawings.words("Travis Scott", []) == "Travis Scott"


def test_an_unknown_word_keeps_its_place():
    black, white = (drawings.swatch(word)[0] for word in ("black", "white"))
    drawing = drawings.choose("Nike Dunk Low", "lifestyle", {}, "Black/Blithe/White")
    assert (drawing.upper, drawing.overlay, drawing.sole) == (black, None, white)


def test_a_second_colour_goes_where_the_kind_wears_it():
    black, white, gum = (drawings.swatch(word)[0] for word in ("black", "white", "gum"))
    speed = drawings.choose("Balenciaga Speed Trainer", None, {}, "Black/White")
    assert (speed.upper, speed.overlay, speed.sole) == (black, None, white)
    dunk = drawings.choose("Nike Dunk Low", None, {}, "White/Black")
    assert (dunk.upper, dunk.overlay, dunk.sole) == (white, black, None)
    gazelle = drawings.choose("adidas Gazelle", None, {}, "Black/Gum")
    assert (gazelle.upper, gazelle.overlay, gazelle.sole) == (black, None, gum)


KNOWN = {
    Kind.TERRACE: "adidas Samba OG|adidas Gazelle|adidas Handball Spezial",
    Kind.SUEDE: "PUMA Palermo|PUMA Suede Classic|adidas Campus 00s",
    Kind.RACING: "PUMA Speedcat OG|Onitsuka Tiger Mexico 66",
    Kind.COURT: "Nike Dunk Low|Nike Air Force 1 Low|Air Jordan 1 Low|adidas Stan Smith|"
    "adidas Superstar|New Balance 550|Common Projects Original Achilles|Reebok Club C 85",
    Kind.HIGH_TOP: "Air Jordan 1 Retro High|Nike Dunk High|Nike Blazer Mid '77",
    Kind.BASKETBALL: "Air Jordan 4|Air Jordan 11|Nike LeBron 18|Nike Kobe 6 Protro",
    Kind.SKATE: "Vans Old Skool|Vans Knu Skool",
    Kind.CANVAS_LOW: "Vans Authentic|Dior B23 Low",
    Kind.CANVAS_HIGH: "Converse Chuck Taylor All Star|Vans Sk8-Hi|Converse Run Star Hike",
    Kind.RUNNER: "New Balance 530|New Balance 990v6|Nike Cortez|Asics Gel-Kayano 14|"
    "Asics GT-2160|Nike Zoom Vomero 5",
    Kind.ROAD: "Hoka Clifton 9|On Cloudmonster|Nike Pegasus 41|Asics Gel-Kayano 30",
    Kind.RACE: "Nike Vaporfly 3|Nike Alphafly 3|adidas Adizero Adios Pro 4|Hoka Cielo X1",
    Kind.AIR: "Nike Air Max 1|Nike Air Max 90|Nike Air Max 97",
    Kind.KNIT: "adidas Yeezy Boost 350 V2|adidas Ultraboost Light|adidas NMD R1",
    Kind.CHUNKY: "Balenciaga Triple S|Fila Disruptor 2|New Balance 9060|Versace Chain Reaction",
    Kind.TRAIL: "Salomon XT-6|Balenciaga Track|Hoka Speedgoat 5",
    Kind.SOCK: "Balenciaga Speed 2.0|Balenciaga Speed Trainer",
    Kind.SLIDE: "adidas Yeezy Slide|adidas Adilette|Birkenstock Arizona",
    Kind.CLOG: "adidas Yeezy Foam RNNR|Crocs Classic",
    Kind.BOOT: "Timberland 6-inch",
    Kind.LOAFER: "G.H. Bass Weejuns loafer",
}


@pytest.mark.parametrize("kind", KNOWN)
def test_well_known_shoes_are_drawn_as_what_they_are(kind):
    category = "running" if kind == Kind.ROAD else "lifestyle"
    drawn = {name: kind_of(name, category) for name in KNOWN[kind].split("|")}
    assert drawn == dict.fromkeys(drawn, kind)


def test_every_kind_has_a_well_known_shoe():
    assert set(KNOWN) == set(Kind)


def test_a_shoe_that_no_lexicon_knows_is_drawn_by_facts_and_category():
    assert kind_of("Acme Zero", "running") == Kind.ROAD
    assert kind_of("Acme Zero", "basketball") == Kind.BASKETBALL
    assert kind_of("Acme Zero", cut=["high"]) == Kind.HIGH_TOP
    assert kind_of("Acme Zero", upper_material=["organic canvas"]) == Kind.CANVAS_LOW
    assert kind_of("Acme Zero", upper_material=["canvas"], cut=["High top"]) == Kind.CANVAS_HIGH
    assert kind_of("Acme Zero", outsole=["lugged rubber"]) == Kind.TRAIL
    assert kind_of("Acme Zero", category=None) == Kind.COURT


def test_a_sole_in_segments_is_drawn_in_segments():
    assert drawings.choose("On Cloudmonster", "running", {}, None).segmented
    facts = {"sole_feature": ["split into five segments"]}
    whole, split = (
        drawings.choose("Balenciaga Speed 2.0", None, stated, None) for stated in ({}, facts)
    )
    assert not whole.segmented
    assert split.segmented
    assert drawings.svg(whole, 420) != drawings.svg(split, 420)
