"""What each service gives, and that only what is new is asked for."""

import datetime as dt
import json

import pytest

from solecast import fetch
from solecast.errors import ConfigError, InputError
from solecast.fetch.troubles import Trouble
from solecast.settings.fetched_sources import Source

from .conftest import TODAY
from .public_services import DAY, Reply

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>A magazine</title>
<lastBuildDate>{0}</lastBuildDate>{1}</channel></rss>"""
ITEM = """<item><title>{0}</title><guid>{0}</guid><pubDate>Tue, 24 Nov {1} 10:00:00 +0000</pubDate>
</item>"""


def days(first, count, value=5):
    return {first + number * DAY: value for number in range(count)}


def stored(folder, *parts):
    return json.loads(folder.joinpath("fetched", *parts).read_text())


def product(number, title="Speed 2.0", price="895.00"):
    variants = [{"id": number, "option1": "42", "sku": f"BX{number}", "price": price}]
    named = {"id": number, "handle": f"speed-{number}", "title": title, "vendor": "Balenciaga"}
    return {
        **named,
        "product_type": "Sneakers",
        "options": [{"name": "Size"}],
        "variants": variants,
    }


def post(number, day=TODAY):
    moment = dt.datetime.combine(day, dt.time(), dt.UTC).timestamp() + number
    return {"name": f"t3_{number}", "title": f"Speed 2.0, day {number}", "created_utc": moment,
            "selftext": "", "permalink": f"/r/Sneakers/comments/{number}/"}  # fmt: skip


def test_views_come_by_year_with_zeros_for_the_days_that_wikimedia_leaves_out(
    services, fetched, tmp_path
):
    services.views["Air_Jordan"] = {**days(dt.date(2025, 12, 30), 4), dt.date(2026, 11, 30): 7}
    (one,) = fetched(wikipedia=["Air Jordan"])
    assert (one.new, one.unit, one.problem) == (336, "days", None)
    items = stored(tmp_path, "wikipedia", "en.wikipedia", "Air-Jordan", "2026.json")["items"]
    assert [item["views"] for item in items[:4]] == [5, 5, 0, 0]
    assert items[-1]["timestamp"] == "2026113000"
    # Before the first view nothing is known: the article may not have existed.
    before = stored(tmp_path, "wikipedia", "en.wikipedia", "Air-Jordan", "2025.json")["items"]
    assert [item["timestamp"] for item in before] == ["2025123000", "2025123100"]


def test_only_new_days_are_asked_for_and_days_not_yet_counted_again(services, fetched, tmp_path):
    services.views["Air_Jordan"] = days(dt.date(2026, 11, 1), 20)
    fetched(wikipedia=["Air Jordan"])
    services.views["Air_Jordan"] |= days(dt.date(2026, 11, 29), 4)
    (one,) = fetched(today=TODAY + 2 * DAY, wikipedia=["Air Jordan"])
    assert services.asked[0][0].endswith("/daily/2015070100/2026113000")
    # The 21st to the 28th are settled zeros; the 29th was too young to be one.
    assert services.asked[1][0].endswith("/daily/2026112900/2026120200")
    assert one.new == 4
    (again,) = fetched(today=TODAY + 2 * DAY, wikipedia=["Air Jordan"])
    assert (again.new, len(services.asked)) == (0, 2)


def test_an_article_can_be_an_address_of_any_language(services, fetched, tmp_path):
    services.views["AC/DC_(Schuh)"] = days(dt.date(2026, 11, 1), 5)
    (one,) = fetched(wikipedia=["https://de.wikipedia.org/wiki/AC/DC_(Schuh)"])
    assert one.problem is None
    assert "/per-article/de.wikipedia/all-access/user/AC%2FDC_%28Schuh%29/" in services.asked[0][0]


def test_a_day_from_which_on_views_are_wanted(services, fetched):
    services.views["Air_Jordan"] = days(dt.date(2026, 1, 1), 300)
    fetched(wikipedia=["Air Jordan"], since=dt.date(2026, 10, 1))
    assert "/daily/2026100100/" in services.asked[0][0]
    (earlier,) = fetched(wikipedia=["Air Jordan"], since=dt.date(2026, 9, 1))
    assert "/daily/2026090100/" in services.asked[1][0]
    assert earlier.new == 30


def test_an_article_without_any_view_is_told_not_kept(services, fetched, tmp_path):
    (one,) = fetched(wikipedia=["Air Jordn"])
    assert one.problem.trouble is Trouble.NOTHING
    assert "no views of 'Air Jordn' from 2015-07-01 to 2026-11-30" in str(one.problem)
    assert not (tmp_path / "fetched" / "wikipedia").exists()


def test_a_lost_file_is_fetched_again(services, fetched, tmp_path):
    services.views["Air_Jordan"] = days(dt.date(2025, 11, 1), 380)
    fetched(wikipedia=["Air Jordan"])
    (tmp_path / "fetched/wikipedia/en.wikipedia/Air-Jordan/2025.json").unlink()
    (one,) = fetched(wikipedia=["Air Jordan"])
    assert one.new == 61


def test_news_come_as_shares_of_days_and_two_weeks_are_asked_for_at_least(
    services, fetched, tmp_path
):
    services.news['"Balenciaga Speed"'] = {**days(dt.date(2026, 10, 1), 20, 0.01)}
    (one,) = fetched(news=["Balenciaga Speed"])
    assert (one.new, one.problem) == (61, None)
    (again,) = fetched(today=TODAY + DAY, news=["Balenciaga Speed"])
    assert again.new == 1
    assert "startdatetime=20261118000000&enddatetime=20261201235959" in services.asked[1][0]
    kept = stored(tmp_path, "news", "Balenciaga-Speed", "2026.json")
    assert kept["query_details"]["title"] == '"Balenciaga Speed"'
    data = kept["timeline"][0]["data"]
    assert data[0] == {"date": "20261001T000000Z", "value": 0.01}
    assert data[-1] == {"date": "20261201T000000Z", "value": 0}


def test_a_phrase_without_news_and_one_that_gdelt_refuses_are_told(services, fetched):
    none, short = fetched(news=["Balenciaga Sped", "On"])
    assert none.problem.trouble is Trouble.NOTHING
    assert short.problem.trouble is Trouble.SAYS
    assert 'The service says: "The specified phrase is too short."' in str(short.problem)


def test_where_gdelt_has_only_three_months_these_are_taken(services, fetched):
    services.news['"Balenciaga Speed"'] = days(dt.date(2026, 9, 10), 80, 0.01)
    said = b"The requested start date must be within the last 3 months."
    services.first["/gdelt"].append(Reply(said, type="text/html"))
    (one,) = fetched(news=["Balenciaga Speed"])
    assert (one.problem, one.new) == (None, 82)


def test_entries_of_a_feed_gather_and_an_unchanged_feed_is_not_sent_again(
    services, fetched, tmp_path
):
    feed = RSS.format(1, ITEM.format("B", 2026) + ITEM.format("A", 2025))
    tag = {"ETag": '"1"'}
    services.files["/feed"] = Reply(feed.encode(), type="application/rss+xml", headers=tag)
    address = f"{services.address}/feed"
    assert [one.new for one in fetched(feeds=[address])] == [2]
    assert [one.new for one in fetched(feeds=[address])] == [0]
    assert services.asked[1][1]["if-none-match"] == '"1"'
    later = RSS.format(2, ITEM.format("C", 2026) + ITEM.format("B", 2026))
    services.files["/feed"] = Reply(later.encode(), type="application/rss+xml")
    assert [one.new for one in fetched(feeds=[address])] == [1]
    (kept,) = tmp_path.glob("fetched/feeds/127.0.0.1-*/feed/2026.xml")
    assert [title in kept.read_text() for title in ("A<", "B<", "C<")] == [False, True, True]


def test_a_shop_is_one_file_of_all_its_pages_with_its_currency(services, fetched, tmp_path):
    services.products = [product(number) for number in range(251)]
    shop = {services.address: "EUR"}
    (one,) = fetched(shops=shop)
    assert (one.new, one.unit, services.paths()) == (251, "products", ["/products.json"] * 3)
    (file,) = tmp_path.glob("fetched/shops/*.json")
    kept = json.loads(file.read_text())
    assert (kept["shop"], kept["currency"], len(kept["products"])) == (services.address, "EUR", 251)
    services.products[0] = product(0, price="450.00")
    (again,) = fetched(shops=shop)
    assert again.new == 1


def test_a_shop_that_breaks_off_is_resumed_and_half_of_it_is_never_kept(
    services, fetched, tmp_path
):
    services.products = [product(number) for number in range(600)]
    shop = {services.address: "EUR"}
    services.always["/products.json?limit=250&page=2"] = Reply(status=503)
    (broken,) = fetched(shops=shop)
    assert broken.problem.trouble is Trouble.SERVER
    assert list(tmp_path.glob("fetched/shops/*.json")) == []
    services.always.clear()
    services.asked.clear()
    (whole,) = fetched(shops=shop)
    assert whole.new == 600
    assert [target[-1] for target, _ in services.asked] == ["2", "3", "4"]


def test_posts_of_a_forum_come_until_one_is_known(services, fetched, tmp_path):
    services.posts["Sneakers"] = [post(number) for number in range(150)]
    assert [one.new for one in fetched(forums=["r/Sneakers"])] == [150]
    services.posts["Sneakers"] += [post(number, TODAY + DAY) for number in range(150, 180)]
    services.asked.clear()
    assert [one.new for one in fetched(forums=["r/Sneakers"])] == [30]
    assert len(services.asked) == 1
    kept = stored(tmp_path, "forums", "Sneakers", "2026-12.json")
    assert len(kept["data"]["children"]) == 180


def test_a_forum_that_breaks_off_leaves_no_gap(services, fetched):
    services.posts["Sneakers"] = [post(number) for number in range(250)]
    services.always["/r/Sneakers/new.json?limit=100&raw_json=1&after="] = Reply(status=503)
    (broken,) = fetched(forums=["Sneakers"])
    assert broken.problem.trouble is Trouble.SERVER
    services.always.clear()
    assert [one.new for one in fetched(forums=["Sneakers"])] == [150]


def test_a_file_is_kept_as_it_comes_under_its_own_name(services, fetched, tmp_path):
    services.files["/data/ranks.csv"] = Reply(b"a,b\n1,2\n", type="text/csv")
    address = f"{services.address}/data/ranks.csv"
    assert [one.new for one in fetched(files=[address])] == [1]
    assert [one.new for one in fetched(files=[address])] == [0]
    (kept,) = tmp_path.glob("fetched/files/127.0.0.1-*/data/ranks.csv")
    assert kept.read_bytes() == b"a,b\n1,2\n"


def test_one_source_alone(services, fetched):
    services.views["Air_Jordan"] = days(dt.date(2026, 11, 1), 20)
    told = {"wikipedia": ["Air Jordan"], "forums": ["Sneakers"]}
    (one,) = fetched(only=Source.WIKIPEDIA, **told)
    assert one.source == "wikipedia"
    assert all(path.startswith("/rest") for path in services.paths())


def test_what_would_be_asked_is_told_without_asking(services, settings, tmp_path, fetched):
    told = {"wikipedia": ["Air Jordan"], "news": ["Speed"], "forums": ["Sneakers"],
            "shops": {services.address: "EUR"}, "files": [f"{services.address}/a.csv"]}  # fmt: skip
    planned = fetch.plan(tmp_path, settings(**told), today=TODAY)
    assert services.asked == []
    assert {one.source for one in planned} == set(told)
    views = next(one for one in planned if one.source == "wikipedia")
    assert views.what == "2015-07-01 to 2026-11-30"
    services.views["Air_Jordan"] = days(dt.date(2026, 11, 1), 30)
    fetched(wikipedia=["Air Jordan"])
    (after,) = fetch.plan(tmp_path, settings(wikipedia=["Air Jordan"]), today=TODAY)
    assert (after.address, after.what) == ("", "all days are there")


def test_nobody_is_asked_without_a_contact_or_a_subject(services, fetched):
    with pytest.raises(ConfigError, match=r"fetch.contact is missing: .* contact = "):
        fetched(contact=None, wikipedia=["Air Jordan"])
    with pytest.raises(InputError, match=r"names nothing to fetch: fetch.wikipedia, .*--suggest"):
        fetched()
    assert services.asked == []


def test_who_asks_is_said_as_wikimedia_wants_it(services, fetched):
    services.views["Air_Jordan"] = days(dt.date(2026, 11, 1), 20)
    fetched(wikipedia=["Air Jordan"])
    agent = services.asked[0][1]["user-agent"]
    assert agent.startswith("Solecast/")
    assert "(editor@example.org) httpx/" in agent
