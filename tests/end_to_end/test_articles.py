"""Articles and the people who write them: from files to pages' data, and what cannot be used."""

import datetime as dt
import io

import pytest
from PIL import Image

from solecast.build import build_guide, check_inputs
from solecast.errors import UnknownPage

CATALOG = """brand,model,version,colorway,retail price
Balenciaga,Speed,2.0,Black,895
Balenciaga,Speed Trainer,,Black,795
Balenciaga,Triple S,,White,1100
"""


def jpeg(size=(2000, 1000)):
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x013B] = "hidden words"
    Image.new("RGB", size, "red").save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.fixture
def write(written):
    """Write files of a guide with a catalog: `write({path: content})` gives its folder."""

    def files(given, catalog=CATALOG):
        shop = {"catalog/shop.csv": catalog} if catalog else {}
        return written({"guide.toml": 'title = "T"\neditors = ["The desk"]\n', **shop, **given})

    return files


def article(front, text="It bends."):
    return f"---\n{front}\n---\n\n{text}\n"


def notes(folder):
    return {row["file"]: row["note"] for row in check_inputs(folder)["files"].to_pylist()}


def refused(folder):
    rows = check_inputs(folder)["quarantine"].to_pylist()
    return [(row["file"], row["reason"]) for row in rows]


def test_an_article_stands_on_its_shoes_page_without_a_score(write):
    front = "shoe: balenciaga speed 2.0\nheadline: It bends\nauthor: ana lima\nnews: [a, b]"
    guide = build_guide(write({"articles/bends.md": article(f"{front}\ndate: 2026-11-24")}))
    page = guide.shoe("speed 2.0")
    (one,) = page.articles
    assert (one.article, one.kind, one.headline, one.news) == (
        "bends", "shoe", "It bends", ["a", "b"],
    )  # fmt: skip
    assert (one.author, one.author_page, one.date) == ("ana lima", None, dt.date(2026, 11, 24))
    assert page.reviews == []
    assert page.score is None


@pytest.mark.parametrize("path", ["reviews/a.md", "a.md", "signals/deep/a.md"])
def test_a_text_without_a_score_is_an_article_wherever_it_lies(write, path):
    guide = build_guide(write({path: article("shoe: Triple S\nheadline: Big")}))
    assert [one.headline for one in guide.articles()] == ["Big"]


@pytest.mark.parametrize("judged", ["score: 80", "pros: [soft]", "cons: [hot]", "rating: 8/10"])
def test_who_scores_or_weighs_writes_a_review(write, judged):
    guide = build_guide(write({"articles/a.md": article(f"shoe: Triple S\n{judged}")}))
    assert guide.articles() == []
    assert len(guide.shoe("triple s").reviews) == 1


def test_two_articles_of_one_shoe_are_both_kept_the_newest_first(write):
    front = "shoe: Triple S\nheadline: {0}\ndate: {0}"
    folder = write(
        {f"articles/{n}.md": article(front.format(n)) for n in ("2024-01-01", "2025-01-01")}
    )
    page = build_guide(folder).shoe("triple s")
    assert [one.headline for one in page.articles] == ["2025-01-01", "2024-01-01"]


def test_an_article_of_several_shoes_stands_on_each_after_its_own(write):
    several = "shoes: [Triple S, Balenciaga Speed 2.0]\nheadline: Two best\ndate: 2026-02-01"
    own = "shoe: Triple S\nheadline: One\ndate: 2026-01-01"
    guide = build_guide(write({"a/several.md": article(several), "a/own.md": article(own)}))
    assert [one.headline for one in guide.shoe("triple s").articles] == ["One", "Two best"]
    found = guide.article("Two best")
    assert (found.kind, [card.shoe for card in found.shoes]) == (
        "list", ["balenciaga-triple-s", "balenciaga-speed-2-0"],
    )  # fmt: skip


def test_an_article_may_be_of_a_model_or_of_a_brand_only(write):
    files = {
        "articles/model.md": article("model: Balenciaga Speed\nheadline: The sock"),
        "articles/brand.md": article("brand: BALENCIAGA\nheadline: The house"),
    }
    folder = write(files)
    guide = build_guide(folder)
    model, brand = guide.article("model"), guide.article("brand")
    assert (model.kind, model.model) == ("model", "Balenciaga Speed")
    assert "balenciaga-speed-2-0" in [card.shoe for card in model.shoes]
    assert (brand.kind, brand.brand, brand.shoes) == ("brand", "Balenciaga", [])
    assert guide.shoe("speed 2.0").articles == []
    assert [r for r in check_inputs(folder)["links"].to_pylist() if r["kind"] == "article"] == []


def test_a_guide_of_one_brand_article_alone_is_built_and_says_so(write):
    folder = write({"articles/b.md": article("brand: Balenciaga\nheadline: The house")}, None)
    assert [one.headline for one in build_guide(folder).articles()] == ["The house"]
    (link,) = check_inputs(folder)["links"].to_pylist()
    assert (link["title"], link["status"]) == ("Balenciaga", "unlinked")
    assert link["reason"] == "the guide has no shoe of the brand Balenciaga"


def test_an_article_makes_a_shoe_known_that_no_catalog_has(write):
    guide = build_guide(write({"articles/t.md": article("shoe: Balenciaga Track 2\nheadline: T")}))
    assert guide.shoe("balenciaga track 2").articles[0].headline == "T"


def test_an_article_without_a_shoe_is_kept_and_said(write):
    folder = write({"articles/lost.md": article("headline: Lost\nauthor: The desk")})
    assert build_guide(folder).article("lost").shoes == []
    assert "names no shoe, model or brand" in notes(folder)["articles/lost.md"]


def test_an_article_of_an_unknown_shoe_is_kept_and_said(write):
    folder = write({"articles/x.md": article("shoe: Nonsense 9000\nheadline: X")})
    assert build_guide(folder).article("x").headline == "X"
    (link,) = [r for r in check_inputs(folder)["links"].to_pylist() if r["kind"] == "article"]
    assert (link["title"], link["status"]) == ("Nonsense 9000", "unlinked")


def test_a_byline_without_a_file_works_and_is_said(write):
    folder = write({"articles/a.md": article("shoe: Triple S\nheadline: A\nauthor: Zoe")})
    guide = build_guide(folder)
    assert (guide.article("a").author, guide.article("a").author_page) == ("Zoe", None)
    assert "No file in authors/ describes Zoe" in notes(folder)["articles/a.md"]
    with pytest.raises(UnknownPage, match="'Zoe' is not an author of this guide"):
        guide.author("Zoe")


def test_an_article_without_a_byline_has_the_guides(write):
    guide = build_guide(write({"articles/a.md": article("shoe: Triple S\nheadline: A")}))
    assert guide.article("a").author == "The desk"


def test_an_author_has_a_page_of_all_that_they_wrote(write):
    files = {
        "authors/ana.md": "---\nname: Ana Lima\nrole: Editor\npicture: ana.jpg\n---\nLooks.",
        "authors/ana.jpg": jpeg(),
        "articles/a.md": article("shoe: Triple S\nheadline: A\nauthor: Ana  LIMA"),
        "reviews/r.md": article("shoe: Balenciaga Speed 2.0\nscore: 80\nauthor: Ana Lima"),
    }
    guide = build_guide(write(files))
    ana = guide.author("ana lima")
    assert (ana.author, ana.name, ana.role, ana.bio) == ("ana-lima", "Ana Lima", "Editor", "Looks.")
    assert [one.headline for one in ana.articles] == ["A"]
    assert [(card.shoe, review.score) for card, review in ana.reviews] == [
        ("balenciaga-speed-2-0", 80)
    ]
    assert guide.article("a").author_page == "ana-lima"
    assert ana.picture == "authors/ana.jpg"
    assert guide.authors() == [ana]


def test_a_portrait_is_encoded_anew_and_small(write):
    files = {"authors/ana.md": "---\nname: Ana\npicture: p/a.jpg\n---\n", "p/a.jpg": jpeg()}
    guide = build_guide(write(files))
    shown = guide.portrait("ana")
    assert Image.open(io.BytesIO(shown)).size == (512, 256)
    assert b"hidden words" in files["p/a.jpg"]
    assert b"hidden words" not in shown


@pytest.mark.parametrize(
    ("picture", "content", "said"),
    [
        ("authors/no.jpg", None, "is no file of the guide's folder"),
        ("../../etc/passwd", None, "is no file of the guide's folder"),
        ("https://example.org/a.jpg", None, "is an address on the net"),
        ("authors/fake.jpg", b"\xff\xd8\xff not a picture", "can be decoded"),
        ("authors/text.png", b"<svg onload=alert(1)>", "can be decoded"),
    ],
)
def test_a_picture_that_is_no_picture_is_said_and_the_author_stays(write, picture, content, said):
    files = {"authors/ana.md": f"---\nname: Ana\npicture: {picture}\n---\nLooks."}
    folder = write(files | ({picture: content} if content else {}))
    assert build_guide(folder).author("ana").picture is None
    (found,) = [reason for file, reason in refused(folder) if file == "authors/ana.md"]
    assert said in found


def test_two_files_of_one_author_are_one_page(write):
    files = {
        "authors/a.md": "---\nname: Ana\n---\nOne.",
        "authors/b.md": "---\nname: ANA\n---\nTwo.",
    }
    folder = write(files)
    assert [one.bio for one in build_guide(folder).authors()] == ["One."]
    assert "is described in authors/a.md, too" in dict(refused(folder))["authors/b.md"]


def test_facts_of_an_article_are_of_its_one_shoe(write):
    front = "shoe: Triple S\nheadline: A\nfacts:\n  lining: terry cloth"
    page = build_guide(write({"articles/a.md": article(front)})).shoe("triple s")
    assert ("lining", "terry cloth") in {(f.attribute, f.value) for f in page.facts}
    several = "shoes: [Triple S, Balenciaga Speed 2.0]\nheadline: B\nfacts:\n  lining: terry cloth"
    assert "of 2 shoes" in refused(write({"articles/b.md": article(several)}))[0][1]


def test_without_a_headline_the_first_heading_is_it(write):
    guide = build_guide(
        write({"articles/a.md": article("shoe: Triple S", "# Big *shoe*\n\nText.")})
    )
    assert (guide.article("a").headline, guide.article("a").text) == ("Big *shoe*", "Text.")
