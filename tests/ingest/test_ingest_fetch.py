import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from onrecord.errors import FetchError
from onrecord.ingest import Options, fetch, items, load

TEXT = "The minister said on Friday that talks would go on."
FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Example</title><item><title>One</title>'
    f"<description>{TEXT}</description></item></channel></rss>"
)


class Handler(BaseHTTPRequestHandler):
    """Answers by path; what was asked is kept in ``server.asked``."""

    def do_GET(self):
        self.server.asked.append((self.path, self.headers["Host"]))
        kind, _, rest = self.path.lstrip("/").partition("/")
        getattr(self, f"send_{kind}", self.send_missing)(rest)

    def answer(self, body: bytes, media: str = "text/plain; charset=utf-8"):
        self.send_response(200)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def send_text(self, _):
        self.answer(TEXT.encode())

    def send_feed(self, _):
        self.answer(FEED.encode(), "application/rss+xml")

    def send_latin(self, _):
        self.answer("Он сказал, что переговоры продолжатся.".encode("koi8-r"), "text/plain; charset=koi8-r")

    def send_big(self, size):
        self.answer(b"x" * int(size))

    def send_to(self, rest):
        self.send_response(302)
        self.send_header("Location", rest.replace("~", "/"))
        self.end_headers()

    def send_loop(self, _):
        self.send_to("~loop")

    def send_slow(self, _):
        self.send_response(200)
        self.end_headers()
        for _ in range(50):
            try:
                self.wfile.write(b"drop ")
                self.wfile.flush()
            except OSError:
                return
            time.sleep(0.05)

    def send_missing(self, _):
        self.send_error(404, "Not Found")

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        running.asked = []
        thread = threading.Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def get(server, path, host="127.0.0.1", **options):
    return fetch.get(f"http://{host}:{server.server_port}/{path}", allow_private=True, **options)


async def everywhere_local(host, port):
    return ["127.0.0.1"]


async def private_in_second_place(host, port):
    return ["93.184.216.34", "10.0.0.1"]


def test_a_page_is_fetched_under_the_name_that_was_asked_for(server):
    page = get(server, "text", host="news.example", resolver=everywhere_local)
    assert page.data.decode() == TEXT
    assert server.asked == [("/text", f"news.example:{server.server_port}")]


def test_redirects_are_followed_and_told(server):
    page = get(server, "to/~text")
    assert page.url.endswith("/text")
    assert [path for path, _ in server.asked] == ["/to/~text", "/text"]


def test_redirects_in_a_circle_come_to_an_end(server):
    with pytest.raises(FetchError, match="more than 5 redirects"):
        get(server, "loop")
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://example.org/a", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("http://", "only http and https"),
        ("http://127.0.0.1/", "not a public address"),
        ("http://2130706433/", "not a public address"),
        ("http://10.1.2.3/", "not a public address"),
        ("http://192.168.0.1:8080/", "not a public address"),
        ("http://169.254.169.254/latest", "not a public address"),
        ("http://100.64.0.1/", "not a public address"),
        ("http://0.0.0.0/", "not a public address"),
        ("http://224.0.0.1/", "not a public address"),
        ("http://[::1]/", "not a public address"),
        ("http://[fe80::1]/", "not a public address"),
        ("http://[fd00::1]/", "not a public address"),
        ("http://[::ffff:10.0.0.1]/", "not a public address"),
        ("http://[64:ff9b::a00:1]/", "not a public address"),
        ("http://[2002:a00:1::]/", "not a public address"),
        ("http://localhost/", "not a public address"),
    ],
)
def test_an_address_within_the_network_is_refused(url, reason):
    with pytest.raises(FetchError, match=reason) as caught:
        fetch.get(url)
    assert "\n" not in str(caught.value)


def test_one_private_address_among_public_ones_refuses_the_host():
    with pytest.raises(FetchError, match=r"10\.0\.0\.1 is not a public address"):
        fetch.get("http://news.example/", resolver=private_in_second_place)


def test_a_redirect_into_the_network_is_refused_before_it_is_asked(server, monkeypatch):
    monkeypatch.setattr(fetch, "is_public", lambda address: address == "127.0.0.1")
    with pytest.raises(FetchError, match=r"10\.0\.0\.1 is not a public address"):
        fetch.get(f"http://127.0.0.1:{server.server_port}/to/http:~~10.0.0.1~")


def test_a_name_that_resolves_differently_the_second_time_is_not_asked_for_again(server):
    asked = []

    async def rebinding(host, port):
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    assert get(server, "text", host="rebind.example", resolver=rebinding).data.decode() == TEXT
    assert asked == ["rebind.example"]


def test_an_answer_that_is_too_large_is_given_up(server):
    with pytest.raises(FetchError, match=r"larger than 0\.001 MB"):
        get(server, "big/2000", limits=fetch.Limits(size=1000))


def test_an_answer_that_drips_is_given_up_after_the_time_in_all(server):
    started = time.monotonic()
    with pytest.raises(FetchError, match=r"within 0\.3 seconds"):
        get(server, "slow", limits=fetch.Limits(seconds=0.3))
    assert time.monotonic() - started < 2


def test_an_error_of_the_server_is_told(server):
    with pytest.raises(FetchError, match="answered 404 Not Found"):
        get(server, "nothing")


def test_a_host_that_does_not_answer_or_does_not_exist_is_told():
    with pytest.raises(FetchError, match=r"127\.0\.0\.1:9/"):
        fetch.get("http://127.0.0.1:9/", allow_private=True)
    with pytest.raises(FetchError, match="there is no host"):
        fetch.get("http://no-such-host.invalid/")


@pytest.mark.parametrize(
    ("path", "text"), [("text", TEXT), ("latin", "Он сказал, что переговоры продолжатся."), ("feed", TEXT)]
)
def test_a_url_is_read_as_a_report_or_a_feed(server, path, text):
    url = f"http://127.0.0.1:{server.server_port}/{path}"
    (item,) = items(url, Options(), get=lambda asked: fetch.get(asked, allow_private=True))
    assert item.data == text
    assert item.source.partition("#")[0] == url


def test_a_url_that_is_refused_fails_as_a_source():
    with pytest.raises(FetchError):
        list(load("http://127.0.0.1/", Options()))
