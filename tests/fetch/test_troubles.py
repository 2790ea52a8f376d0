"""Whatever goes wrong is a sentence about one subject; the others are fetched all the same."""

import datetime as dt
import ipaddress
import shutil
import socket
import ssl
import subprocess
import threading
import time
from email.utils import format_datetime

import pytest

from solecast.errors import InputError
from solecast.fetch import pace
from solecast.fetch.address_guard import is_allowed
from solecast.fetch.shelf import FetchedFiles
from solecast.fetch.troubles import Trouble
from solecast.fetch.web import Manners

from .conftest import QUICK
from .public_services import Reply, Services, as_json, served
from .test_sources import days

VIEWS = {"wikipedia": ["Air Jordan"]}


@pytest.fixture
def views(services):
    services.views["Air_Jordan"] = days(dt.date(2026, 11, 1), 30)
    return services.views


def test_a_busy_service_is_asked_again_after_the_time_it_names(services, views, fetched):
    services.first["/rest"].append(Reply(status=429, headers={"Retry-After": "1"}))
    (one,) = fetched(**VIEWS)
    assert one.problem is None
    assert services.times[1] - services.times[0] >= 1


def test_a_wait_that_is_too_long_is_told_instead_of_waited(services, views, fetched):
    services.always["/rest"] = Reply(status=429, headers={"Retry-After": "3600"})
    (one,) = fetched(**VIEWS)
    assert one.problem.trouble is Trouble.BUSY
    assert "asks for fewer questions (429) and to wait 3,600 seconds" in str(one.problem)
    assert len(services.asked) == 1


def test_a_problem_that_passes_is_waited_for(services, views, fetched):
    services.first["/rest"] += [Reply(status=503), Reply(status=502)]
    (one,) = fetched(**VIEWS)
    assert (one.problem, one.new, len(services.asked)) == (None, 30, 3)


@pytest.mark.parametrize(
    ("reply", "trouble", "said", "asked"),
    [
        (Reply(status=503), Trouble.SERVER, "a problem of its own (503)", 3),
        (Reply(b"{}", delay=0.6), Trouble.SLOW, "No answer came in time", 3),
        (Reply(b'{"items": [', promised=50), Trouble.BROKEN, "broke off", 3),
        (Reply(b'{"items": ['), Trouble.CHANGED, "JSON was expected, but text that breaks off", 1),
        (Reply(b"x" * 2_000_001), Trouble.LARGE, "larger than 2,000,000 bytes", 1),
        (Reply(b""), Trouble.EMPTY, "The answer is empty", 1),
        (Reply(status=403), Trouble.REFUSED, "The service refuses (403)", 1),
        (Reply(status=418), Trouble.STATUS, "answered 418", 1),
        (Reply(b"<html>Sign in</html>", type="text/html"), Trouble.TYPE,
         'JSON was expected, but text/html: "<html>Sign in</html>" came', 1),
        (as_json({"views": []}), Trouble.CHANGED,
         "an object with a list 'items' was expected, but an object with 'views' came", 1),
        (as_json({"items": [{"day": "x"}]}), Trouble.CHANGED, "items with 'timestamp'", 1),
        (as_json([1, 2]), Trouble.CHANGED, "but a list of 2 came", 1),
        (Reply(b"[" * 100_000), Trouble.CHANGED, "text that breaks off", 1),
        (Reply(b"not gzip", headers={"Content-Encoding": "gzip"}), Trouble.BROKEN, "be read", 3),
        (Reply(status=302, headers={"Location": "/rest/again"}), Trouble.REDIRECTS,
         "more than 5 times", 6),
        (Reply(status=302, headers={"Location": "file:///etc/passwd"}), Trouble.SCHEME,
         "of another kind than http and https", 1),
        (Reply(status=302, headers={"Location": "http://10.0.0.7/"}), Trouble.PRIVATE,
         "leads to 10.0.0.7, which is no public address", 1),
        (Reply(status=302, headers={"Location": "http://[::1]/"}), Trouble.PRIVATE,
         "add ::1 to fetch.allow_private", 1),
    ],
)  # fmt: skip
def test_what_came_instead_is_a_sentence_with_the_address(
    services, fetched, tmp_path, reply, trouble, said, asked
):
    services.always["/rest"] = reply
    (one,) = fetched(**VIEWS)
    assert one.problem.trouble is trouble
    assert said in str(one.problem)
    assert str(one.problem).startswith(("http", "file"))
    assert len(services.asked) == asked
    assert not (tmp_path / "fetched" / "wikipedia").exists()


def test_one_failing_source_does_not_stop_the_others(services, views, fetched):
    services.always["/gdelt"] = Reply(status=500)
    services.files["/a.csv"] = Reply(b"a,b\n", type="text/csv")
    told = {"news": ["Speed"], "files": [f"{services.address}/a.csv"]}
    found = {one.source: one.problem for one in fetched(**VIEWS, **told)}
    assert found["wikipedia"] is found["files"] is None
    assert found["news"].trouble is Trouble.SERVER


def test_what_was_fetched_stays_when_the_service_changes(services, views, fetched, tmp_path):
    fetched(**VIEWS)
    kept = tmp_path / "fetched/wikipedia/en.wikipedia/Air-Jordan/2026.json"
    before = kept.read_bytes()
    services.always["/rest"] = as_json({"rows": []})
    (one,) = fetched(today=dt.date(2026, 12, 20), **VIEWS)
    assert one.problem.trouble is Trouble.CHANGED
    assert kept.read_bytes() == before


def test_a_host_that_does_not_answer_is_not_asked_for_each_subject(services, fetched):
    services.always["/rest"] = Reply(status=503)
    found = fetched(wikipedia=["A", "B", "C", "D"])
    given_up = [one.problem.trouble is Trouble.GIVEN_UP for one in found]
    assert given_up == [False, False, True, True]
    assert len(services.asked) == 6


def test_a_page_in_place_of_a_file_is_told(services, fetched):
    services.files["/a.csv"] = Reply(b"<html>Sign in</html>", type="text/html")
    (one,) = fetched(files=[f"{services.address}/a.csv"])
    assert "A file (text/csv) was expected, but a page" in str(one.problem)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<html><p>no</html>", "A feed was expected, but application/json"),
        (b"<?xml version='1.0'?><a/>", "A feed was expected, but something else"),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><rss>&b;</rss>", "declares entities"),
        (b"<a>" * 5000, "A feed was expected"),
    ],
)
def test_what_is_no_feed_is_told(services, fetched, body, said):
    services.files["/feed"] = Reply(body)
    (one,) = fetched(feeds=[f"{services.address}/feed"])
    assert said in str(one.problem)


def test_a_shop_that_is_none_is_told(services, fetched):
    services.always["/products.json"] = as_json({"products": [{"name": "x"}]})
    (one,) = fetched(shops={services.address: "EUR"})
    assert "products with 'handle' and 'title' was expected" in str(one.problem)


def test_other_forums_in_place_of_posts_are_told(services, fetched):
    other = {"kind": "t5", "data": {"name": "t5_1", "title": "Shoes", "created_utc": 1.0}}
    services.always["/r/"] = as_json({"kind": "Listing", "data": {"children": [other]}})
    (one,) = fetched(forums=["Nowhere"])
    assert one.problem.trouble is Trouble.CHANGED


def test_a_forum_that_is_none_is_told(services, fetched):
    (one,) = fetched(forums=["Nowhere"])
    assert "no posts in a forum called 'Nowhere'" in str(one.problem)


def test_private_machines_are_not_asked_unless_allowed(services, fetched):
    (one,) = fetched(**VIEWS, allow_private=[])
    assert one.problem.trouble is Trouble.PRIVATE
    assert services.asked == []


def test_a_name_that_leads_to_a_private_machine_is_refused(services, fetched):
    port = services.address.rpartition(":")[2]
    (one,) = fetched(files=[f"http://localhost:{port}/a.csv"], allow_private=[])
    assert one.problem.trouble is Trouble.PRIVATE
    assert services.asked == []


def test_a_redirect_to_this_machine_is_refused_even_where_another_name_of_it_is_allowed(
    services, fetched
):
    port = services.address.rpartition(":")[2]
    leads = {"Location": f"http://localhost:{port}/b.csv"}
    services.files["/a.csv"] = Reply(status=302, headers=leads)
    services.files["/b.csv"] = Reply(b"a,b\n", type="text/csv")
    (one,) = fetched(files=[f"{services.address}/a.csv"])
    assert one.problem.trouble is Trouble.PRIVATE
    assert services.paths() == ["/a.csv"]


def test_a_redirect_on_the_same_machine_is_followed(services, fetched):
    services.files["/a.csv"] = Reply(status=301, headers={"Location": "/b.csv"})
    services.files["/b.csv"] = Reply(b"a,b\n", type="text/csv")
    (one,) = fetched(files=[f"{services.address}/a.csv"])
    assert (one.problem, one.new) == (None, 1)


@pytest.fixture
def secure(tmp_path):
    """The address `shop.example` on this machine over TLS: a socket and its certificate."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed: no certificate can be made")
    key, made = tmp_path / "key.pem", tmp_path / "shop.pem"
    words = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
    named = ["-subj", "/CN=shop.example", "-addext", "subjectAltName=DNS:shop.example"]
    written = ["-keyout", str(key), "-out", str(made)]
    subprocess.run(["openssl", *words.split(), *named, *written], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)
    return context, made


@pytest.mark.parametrize(
    ("host", "trouble"), [("shop.example", None), ("other.example", Trouble.NO_CONNECTION)]
)
def test_a_certificate_is_that_of_the_host_not_of_the_address(
    services, fetched, secure, monkeypatch, tmp_path, host, trouble
):
    context, certificate = secure
    known = Services()
    known.files["/a.csv"] = Reply(b"a,b\n", type="text/csv")

    def at_home(asked, port, *_, **__):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    with served(known, context) as address:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        monkeypatch.setattr(socket, "getaddrinfo", at_home)
        port = address.rpartition(":")[2]
        (one,) = fetched(files=[f"https://{host}:{port}/a.csv"])
    assert (one.problem and one.problem.trouble) is trouble
    assert bool(known.asked) is (trouble is None)


def test_a_host_is_asked_at_its_own_pace(monkeypatch):
    monkeypatch.setitem(pace.GAPS, "slow.example", 0.2)
    clock = pace.Pace()
    start = time.monotonic()
    for _ in range(3):
        clock.wait("slow.example", is_own=False)
        clock.wait("127.0.0.1", is_own=True)
    assert 0.4 <= time.monotonic() - start < 0.9
    clock.heed("127.0.0.1", {"x-ratelimit-remaining": "0.0", "x-ratelimit-reset": "0.2"})
    start = time.monotonic()
    clock.wait("127.0.0.1", is_own=True)
    assert time.monotonic() - start >= 0.19


def test_cookies_are_not_kept(services, fetched):
    given = {"Set-Cookie": "who=you; Path=/"}
    services.files["/a.csv"] = Reply(b"a,b\n", type="text/csv", headers=given)
    services.files["/b.csv"] = Reply(b"a,b\n", type="text/csv")
    fetched(files=[f"{services.address}/a.csv", f"{services.address}/b.csv"])
    assert services.paths() == ["/a.csv", "/b.csv"]
    assert "cookie" not in services.asked[1][1]


def test_a_wait_is_stated_in_seconds_or_as_a_date():
    assert pace.asked_wait({"retry-after": "7"}) == 7
    soon = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=30)
    assert 28 < pace.asked_wait({"retry-after": format_datetime(soon)}) <= 30
    for odd in ("", "soon", "-1", "Tue"):
        assert pace.asked_wait({"retry-after": odd}) is None


def test_the_address_that_is_checked_is_the_one_that_is_asked(services, fetched, monkeypatch):
    """A name that turns private after the check (DNS rebinding) is asked where it was checked."""
    port = int(services.address.rpartition(":")[2])
    answers = iter(["127.0.0.1", "169.254.169.254"])

    def changing(host, *args, **kwargs):
        found = next(answers) if host == "rebinding.example" else host
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (found, port))]

    services.files["/a.csv"] = Reply(b"a,b\n", type="text/csv")
    monkeypatch.setattr(socket, "getaddrinfo", changing)
    (one,) = fetched(files=[f"http://rebinding.example:{port}/a.csv"])
    assert one.problem is None
    assert services.asked[0][1]["host"] == f"rebinding.example:{port}"


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.7", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:8.8.8.8", True),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::808:808", True),
        ("2002:7f00:1::", False),
    ],
)
def test_only_public_addresses_may_be_asked(address, allowed):
    assert is_allowed(ipaddress.ip_address(address), ()) is allowed


def test_an_allowed_range_counts_for_addresses_that_stand_for_it():
    networks = [ipaddress.ip_network("10.0.0.0/8")]
    assert is_allowed(ipaddress.ip_address("10.9.8.7"), networks)
    assert is_allowed(ipaddress.ip_address("::ffff:10.9.8.7"), networks)
    assert not is_allowed(ipaddress.ip_address("127.0.0.1"), networks)


def test_an_answer_that_drips_is_not_waited_for_without_end(services, fetched):
    stop = threading.Event()
    listener = socket.create_server(("127.0.0.1", 0))

    def drip():
        talk, _ = listener.accept()
        with talk:
            talk.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
            while not stop.wait(0.05):
                try:
                    talk.sendall(b"x")
                except OSError:
                    return

    thread = threading.Thread(target=drip)
    thread.start()
    port = listener.getsockname()[1]
    patient = Manners(connect=1, read=0.5, whole=0.4, attempts=1)
    (one,) = fetched(manners=patient, files=[f"http://127.0.0.1:{port}/a.csv"])
    stop.set()
    thread.join()
    listener.close()
    assert one.problem.trouble is Trouble.SLOW


def test_nobody_there_is_told(fetched):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    (one,) = fetched(files=[f"http://127.0.0.1:{port}/a.csv"])
    assert one.problem.trouble is Trouble.NO_CONNECTION


def test_two_fetches_of_one_guide_do_not_meet(services, views, fetched, tmp_path):
    with (
        FetchedFiles(tmp_path).locked(),
        pytest.raises(InputError, match="Another fetch writes to"),
    ):
        fetched(**VIEWS)


def test_a_damaged_manifest_only_costs_asking_again(services, views, fetched, tmp_path):
    fetched(**VIEWS)
    (tmp_path / "fetched" / ".manifest.json").write_text('{"files": [')
    (one,) = fetched(**VIEWS)
    assert (one.problem, len(services.asked)) == (None, 2)


def test_names_of_files_stay_in_the_folder(services, fetched, tmp_path):
    services.files["/../../x.csv"] = services.files["/x.csv"] = Reply(b"a,b\n", type="text/csv")
    for address in ("/../../x.csv", "/%2e%2e/%2e%2e/x.csv", "/..%2f..%2fx.csv"):
        fetched(files=[services.address + address], manners=QUICK)
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert all(path.is_relative_to(tmp_path / "fetched") for path in written)
