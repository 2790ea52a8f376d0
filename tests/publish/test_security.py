"""The site only reads, and what strangers wrote stays text."""

import http.client

import httpx
import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from solecast.publish.site import create_app
from solecast.publish.site.gate import MOST_QUERY
from solecast.publish.site.rendering.prose import prose, web_address

from ..serving import serving
from . import little_guide

ATTACK = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{7*7}}javascript:alert(3)"
ADDRESSES = [
    "/",
    "/shoes/acme-pace-2-0",
    "/rankings/rising",
    "/compare?shoe=acme-pace&shoe=acme-pace-2-0",
    "/browse",
    "/browse?q=%3Cscript%3Ealert(1)%3C/script%3E&brand=%22onload=alert(1)",
    "/method",
    "/sources",
    "/embed/acme-pace-2-0",
    "/shoes/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "/compare?shoe=%3Cscript%3Ealert(1)%3C/script%3E",
]


@pytest.fixture(scope="module")
def attacked(tmp_path_factory):
    """The site of a guide whose sources all tried to break it."""
    guide = little_guide.write(tmp_path_factory.mktemp("attacked"), ATTACK)
    with (
        serving(create_app(lambda: guide)) as address,
        httpx.Client(base_url=address, timeout=20) as client,
    ):
        yield client


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_strangers_wrote_stays_text(attacked, address):
    answer = attacked.get(address)
    assert "text/html" in answer.headers["content-type"]
    tree = HTMLParser(answer.text)
    assert [node for node in tree.css("script") if not node.attributes.get("src")] == []
    assert all(n.attributes["src"].startswith("/static/") for n in tree.css("script"))
    assert tree.css("[onerror], [onload], [style], style, iframe, object, base") == []
    for link in tree.css("a[href]"):
        assert link.attributes["href"].startswith(("/", "#", "http://", "https://"))
    for image in tree.css("img"):
        assert image.attributes["src"].startswith(("/charts/", "/drawings/"))
    assert "{{7*7}}" in answer.text or address not in ADDRESSES[:5]


@pytest.mark.parametrize("address", ["/api/shoes/acme-pace-2-0", "/api/sources"])
def test_json_is_never_taken_for_a_page(attacked, address):
    answer = attacked.get(address)
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_an_svg_holds_no_script_and_may_run_none(attacked):
    answer = attacked.get("/charts/shoes/acme-pace-2-0.svg")
    assert "<script" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "sandbox" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "address",
    ["/", "/shoes/acme-pace", "/nothing", "/api/guide", "/api/nothing", "/static/site.css",
     "/charts/shoes/acme-pace.svg", "/embed/acme-pace", "/shoes/borea%20classic"],
)  # fmt: skip
def test_every_answer_carries_its_safety_headers(site, address):
    headers = site.get(address).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe-eval" not in policy
    if not address.endswith(".svg"):
        assert "unsafe-inline" not in policy
        assert "base-uri 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"


def test_pages_have_no_inline_script_or_style(site):
    for address in ADDRESSES[:8]:
        tree = HTMLParser(site.get(address).text)
        assert tree.css("[style], style, script:not([src])") == []


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("address", ["/", "/api/guide", "/shoes/acme-pace", "/static/site.css"])
def test_the_server_only_reads(site, method, address):
    answer = site.request(method, address)
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"
    assert answer.json()["error"]["kind"] == "method-not-allowed"


@pytest.mark.parametrize("address", ["/", "/api/guide", "/static/site.css", "/nothing"])
def test_head_answers_as_get_without_a_body(site, address):
    got, head = site.get(address), site.head(address)
    assert head.status_code == got.status_code
    assert head.content == b""
    assert head.headers["content-length"] == got.headers["content-length"]


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2f..%2fsite%2fapp.py",
        "/static/%2e%2e/%2e%2e/pyproject.toml",
        "/static//etc/passwd",
        "/shoes/../../../../etc/passwd",
        "/shoes/..%2f..%2f..%2fetc%2fpasswd",
        "/embed/....//etc/passwd",
        "/charts/shoes/..%2f..%2fx.svg",
    ],
)
def test_no_path_leads_out_of_the_site(site, path):
    connection = http.client.HTTPConnection(site.base_url.host, site.base_url.port)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    assert answer.status == 404
    assert "root:" not in body
    assert "import " not in body


def test_a_very_long_query_is_refused_politely(site):
    answer = site.get("/browse?q=" + "a" * (MOST_QUERY + 1))
    assert answer.status_code == 414
    assert answer.json()["error"]["kind"] == "query-too-long"


@pytest.mark.parametrize(
    "name", ["a" * 3000, "%00%00", "%F0%9F%91%9F" * 300, "%FF%FE", "%0d%0aSet-Cookie:x"]
)
def test_strange_names_are_unknown_shoes(site, name):
    answer = site.get(f"/shoes/{name}")
    assert answer.status_code == 404
    assert "set-cookie" not in answer.headers


def test_review_markdown_keeps_words_and_drops_dangers():
    html = prose(
        "# Big\n<b onclick=x>raw</b> [good](https://a.example) [bad](javascript:alert(1)) "
        "![pic](https://a.example/x.png) [data](data:text/html,x)\n\n**bold**"
    )
    tree = HTMLParser(html)
    assert [a.attributes.get("href") for a in tree.css("a")] == ["https://a.example"]
    assert tree.css_first("a").attributes["rel"] == "nofollow noopener"
    assert tree.css("img, b, h1, script") == []
    assert "raw" in html
    assert "<strong>bold</strong>" in html


@pytest.mark.parametrize("depth", ["> " * 3000, "[" * 5000, "*a " * 5000, "- " * 3000])
def test_markdown_bombs_do_not_stop_the_server(depth):
    assert isinstance(prose(depth), str)


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://a.example/x", "https://a.example/x"),
        ("HTTP://a.example", "HTTP://a.example"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("//a.example", None),
        (None, None),
    ],
)
def test_only_web_addresses_become_links(url, kept):
    assert web_address(url) == kept


@pytest.mark.parametrize("address", ["/shoes/acme-pace", "/api/shoes/acme-pace"])
def test_an_unforeseen_failure_tells_no_secret_and_stays_safe(address, caplog, tmp_path):
    guide = little_guide.write(tmp_path)
    guide.about()
    guide.resolve("acme-pace")
    guide.close()
    with serving(create_app(lambda: guide)) as server:
        answer = httpx.get(server + address)
    assert answer.status_code == 500
    assert "onnection" not in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "Connection already closed" in caplog.text
