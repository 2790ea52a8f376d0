"""How the shoes of the starter became popular."""


def test_a_story_begins_with_the_first_release_of_the_line(starter):
    story = starter.shoe("Balenciaga Speed 2.0").story
    first = story[0]
    assert (first.kind, first.label, first.when) == (
        "first_release",
        "First released",
        "December 2016",
    )
    assert (first.about, first.source) == ("Balenciaga Speed Trainer", "StockX catalog 2021")
    assert [item.date for item in story] == sorted(item.date for item in story)


def test_a_story_is_of_its_own_model_even_where_another_came_before(starter):
    assert starter.shoe("Air Jordan 4").previous.name == "Air Jordan 3"
    assert {item.about for item in starter.shoe("Air Jordan 4").story} == {"Air Jordan 4"}


def test_no_release_is_told_twice(starter):
    for slug in starter.cards:
        own = [i for i in starter.shoe(slug).story if i.about == starter.cards[slug].name]
        kinds = [item.kind for item in own]
        assert not ("first_release" in kinds and "release" in kinds), slug
