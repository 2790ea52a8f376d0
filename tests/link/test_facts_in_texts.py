"""Facts in texts: what the grammar reads, of whom it is, and that any text is bearable."""

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solecast import read_facts
from solecast.link.reasons import Reason
from solecast.link.texts.facts_of_texts import TEXTS, facts_of, of_articles
from solecast.link.texts.grammar.patterns import grammar
from solecast.link.texts.grammar.terms import terms
from solecast.model import LINKED, table

SHOE = {"brand": "Nike", "model": "Pegasus", "version": "37"}
WRITTEN = tomllib.loads(
    (Path(__file__).parent / "told" / "texts.toml").read_text(encoding="utf-8")
)["text"]
RULES = [rule for rule in grammar().rules if rule.example]


def told(text: str, attribute: str, subject: object = SHOE) -> list[str]:
    return [
        fact.value
        for fact in read_facts(text, subject)
        if fact.attribute == attribute and not fact.negated and fact.of is None
    ]


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_every_rule_reads_its_example(rule):
    head = "Nike Pegasus 37\n\n" + ("Pros\n- " if rule.where else "")
    text = f"{head}{rule.example}\n"
    if rule.attribute == "nothing":
        read = {fact.attribute for fact in read_facts(text, SHOE)}
        assert not read - {"upper_material", "midsole", "closure", "sole_feature"}
    else:
        assert rule.gives in told(text, rule.attribute)


@pytest.mark.parametrize("written", WRITTEN, ids=[" ".join(one["subject"]) for one in WRITTEN])
def test_texts_of_every_manner_are_read(written):
    facts = read_facts(written["text"], written["subject"])
    found = {
        f"{fact.attribute}: {fact.value}" for fact in facts if not fact.negated and not fact.of
    }
    assert not set(written["says"]) - found
    assert not set(written["wrong"]) & found


def test_rules_without_an_example_are_tested_here():
    bare = {rule.name for rule in grammar().rules if not rule.example}
    assert bare == {"quoted-name", "name-colours", "kin-year", "kin-year-was", "predecessor",
                    "same-year", "partner"}  # fmt: skip


def test_a_quoted_name_behind_the_shoe_is_its_colorway():
    assert told("The Nike Pegasus 37 ‘Static’ is here.", "colorway") == ["Static"]
    assert told("The Nike Pegasus 37 White Black is here.", "colorway") == ["White Black"]


def test_versions_stand_beside_each_other():
    text = "Nike launched the Pegasus 36 in 2019. It updated the Pegasus 36 for the 37."
    facts = read_facts(text, SHOE)
    first = next(fact for fact in facts if fact.attribute == "first_release")
    assert (first.value, first.of) == ("2019", "Nike Pegasus 36")
    assert told(text, "predecessor") == ["Nike Pegasus 36"]
    assert told(text, "release_year") == []


def test_a_shoe_of_the_same_year_is_a_sibling():
    text = "It came out the same year as the Nike Vaporfly."
    assert told(text, "sibling") == ["Nike Vaporfly"]


def test_what_became_of_a_part_of_the_predecessor_is_the_subject_s():
    text = "The Pegasus 36's foam sole has been split into five segments."
    assert told(text, "sole_feature") == ["split into five segments"]
    assert told("The Pegasus 36 sits on a chunky sole.", "sole_feature") == []


def test_what_was_worn_is_told_of_the_version_that_its_paragraph_is_about():
    text = "The Pegasus 36 became popular. Celebrities like Rihanna were seen wearing these shoes."
    worn = next(fact for fact in read_facts(text, SHOE) if fact.attribute == "worn_by")
    assert (worn.value, worn.kind, worn.of) == ("Rihanna", "claim", "Nike Pegasus 36")


def test_a_partner_is_named():
    assert told("The Travis Scott x Nike Pegasus 37 is here.", "collaborator") == ["Travis Scott"]


@pytest.mark.parametrize(
    ("text", "attribute"),
    [
        ("Unlike the Vaporfly Next% 2, it has no ZoomX foam.", "midsole"),
        ("For more pep we suggest the carbon-plated ASICS Metaspeed Edge+.", "sole_feature"),
        ("It comes without a carbon plate.", "sole_feature"),
        ("There is a price increase of $10.", "retail_price"),
        ("The average resale price is $310.", "retail_price"),
        ("It is $20 cheaper than the Pegasus 36.", "retail_price"),
        ("He wore it during the 1989 NBA playoffs.", "release_year"),
        ("I loved the Pegasus 36. The full-length Zoom unit had a nice bounce.", "midsole"),
        ("We recommend the Saucony Ride 15, which has a mesh upper.", "upper_material"),
        ("Runners who want a roomy toebox should look elsewhere.", "fit"),
        ("It uses React instead of their older (EVA?) foam.", "nothing"),
        ("Shoes like the Altra Torin 7 provide a roomy fit.", "fit"),
        ("It lost 20 g and is lighter now.", "weight"),
        ("We like its PWRRUN+ sockliner.", "midsole"),
        ("Pairs already go for $240 on StockX.", "retail_price"),
        ("The brand thought of changing the rubber sole.", "outsole"),
    ],
)
def test_what_is_not_said_of_the_subject_is_not_read(text, attribute):
    assert told(text, attribute) == []


def test_what_is_denied_is_read_as_denied():
    facts = read_facts("It comes without a carbon plate.", SHOE)
    assert [(fact.value, fact.negated) for fact in facts] == [("carbon plate", True)]


def test_advertised_and_measured_numbers_are_both_kept():
    text = "While advertised with a drop of 6 mm, our lab reveals a drop of 9.1 mm."
    drops = {fact.value: fact.kind for fact in read_facts(text, SHOE)}
    assert drops == {"6": "advertised", "9.1": "measured"}


def test_glued_labels_and_hidden_spaces_part_words():
    text = "It has a rubber\u00a0outsole.Shown: Black/WhiteStyle: DR9866-001Pegasus 37Debuting"
    assert told(text, "outsole") == ["rubber"]
    assert told(text, "style_code") == ["DR9866-001"]
    assert told(text, "colorway") == ["Black/White"]


def test_markup_is_not_text():
    text = "<style>.a{}</style><p>A <b>mesh</b> upper.</p><script>leather upper</script>"
    assert told(text, "upper_material") == ["mesh"]


def test_lists_of_a_review_are_for_and_against():
    lists = "Pros: Light, Durable, high-quality build\n\nCons\n- Narrow\n- Stiff\n"
    text = f"Nike Pegasus 37\n\n{lists}"
    assert told(text, "pro") == ["light", "durable, high-quality build"]
    assert told(text, "con") == ["narrow", "stiff"]


def test_the_subject_is_found_in_the_headline():
    facts = read_facts("Nike Pegasus 37 review\n\nIt has a mesh upper.")
    assert [fact.value for fact in facts if fact.attribute == "upper_material"] == ["mesh"]


def test_a_text_about_nothing_gives_a_reason():
    assert read_facts("").why.reason == Reason.EMPTY
    walk = "We went for a walk. The leather upper was nice."
    assert read_facts(walk).why.reason == Reason.NO_MODEL


def test_a_subject_that_is_none_is_told():
    with pytest.raises(ValueError, match="subject is 7"):
        read_facts("A mesh upper.", 7)


@pytest.mark.parametrize(
    "text",
    [
        "shoe " * 200_000,
        "mesh and " * 100_000,
        "<a" * 300_000,
        "<script>" * 100_000,
        "a" * 1_000_000,
        "'A " * 300_000,
        "$1,000 " * 100_000,
        "рубашка 靴 حذاء " * 50_000,
        "Pros: " * 100_000,
        "| a " * 200_000,
        "1" * 500_000,
        "the " + "Pegasus 36 " * 60_000,
    ],
    ids=["word", "list", "tags", "scripts", "letters", "quotes", "prices", "scripts of the world",
         "labels", "cells", "digits", "names"],
)  # fmt: skip
def test_any_text_takes_bounded_time(text):
    begun = time.process_time()
    facts = read_facts(text, SHOE)
    assert time.process_time() - begun < 4
    assert facts.why.reason in {Reason.TEXT_CUT, Reason.EMPTY}


PIECES = st.sampled_from(
    sorted({" ".join(words) for words in terms()})
    + list("\n.,;:()'\"‘’“”|–<>&$€ \u00a0")
    + ["Nike", "Pegasus", "37", "36", "$120", "10mm", "May-2020", "<b>", "Pros:", "Ñandú", "靴"]
)


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=60).map(" ".join) | st.text(max_size=300))
def test_evidence_is_what_stands_in_the_text(text):
    for fact in read_facts(text, SHOE):
        assert fact.evidence == text[fact.start : fact.end] != ""
        assert 0 < fact.confidence <= 1
        assert fact.value
    read_facts(text)


def test_a_batch_of_texts_becomes_facts_of_the_shoe():
    text = "It has a mesh upper without a plate. Out on May 3, 2024 for $140. It weighs 250 g."
    row = {
        "file": "reviews/one.md", "line": 1, "source": "One", "shoe": "nike-pegasus-37",
        **SHOE, "kind": "review", "text": text, "url": None, "date": None,
    }  # fmt: skip
    facts = facts_of(table(TEXTS, [row])).to_pylist()
    assert {(fact["attribute"], fact["value"], fact["evidence"]) for fact in facts} == {
        ("upper_material", "mesh", "mesh upper"),
        ("weight", "250", "250 g"),
    }
    assert all(fact["confidence"] < 0.7 and fact["column"] is None for fact in facts)


def test_an_article_of_one_shoe_is_read_with_its_news():
    shoes = table(LINKED["shoes"], [{"shoe": "nike-pegasus-37", **SHOE}])
    article = {"file": "articles/a.md", "kind": "shoe", "shoes": ["nike-pegasus-37"],
               "headline": "Again", "news": ["A cushy insole"]}  # fmt: skip
    texts = of_articles(table(LINKED["articles"], [article]), shoes)
    assert [row["value"] for row in facts_of(texts).to_pylist()] == ["cushy"]
