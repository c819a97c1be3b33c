"""Who may come in, and what they may do: token, users, sessions, roles, throttling."""

import os

import pytest

from onrecord.errors import RecordError, UsageError
from onrecord.web import Settings, application, keys
from onrecord.web.access import SESSION
from onrecord.web.users import Users
from tests.web.conftest import TOKEN, problem

API = "/api/v1"
SESSION_PATH = f"{API}/session"
PASSWORD = "correct horse"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
REPORT = {"text": "It rained."}


@pytest.fixture
def users(db):
    """Three users, one of each role, whose names are their roles."""
    found = Users(db.with_name("onrecord.db.users.json"))
    for role in ("reader", "editor", "admin"):
        found.add(role, role, PASSWORD)
    return found


def log_in(web, name, password=PASSWORD):
    """Log in, and carry what requests by cookie need."""
    response = web.post(SESSION_PATH, json={"name": name, "password": password})
    assert response.status_code == 200, response.text
    web.headers["X-CSRF-Token"] = response.json()["csrf"]
    return response


def test_on_loopback_whoever_asks_is_the_owner(web):
    told = web.get(SESSION_PATH).json()
    assert (told["role"], told["via"]) == ("admin", "local")


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "records.example.org"])
def test_any_other_address_needs_a_token_or_users(db, host):
    with pytest.raises(UsageError, match="can be reached by others: give a --token"):
        application(Settings(record=db, host=host))
    application(Settings(record=db, host=host, token=TOKEN))


def test_a_server_whose_last_user_went_is_open_to_nobody(serve, db):
    known = Users(db.with_name("onrecord.db.users.json"))
    known.add("ana", "admin", PASSWORD)
    web = serve(host="192.0.2.1")
    known.remove("ana")
    assert problem(web.get(f"{API}/reports"), 401)


def test_a_short_token_is_none(db):
    with pytest.raises(UsageError, match="a token has at least 16 characters"):
        application(Settings(record=db, token="short"))


def test_the_token_lets_in(serve):
    web = serve(token=TOKEN)

    assert problem(web.get(f"{API}/reports"), 401) == "log in first, or show the token"
    assert web.get(f"{API}/reports").headers["www-authenticate"] == 'Bearer realm="onrecord"'
    assert web.get(f"{API}/reports", headers=BEARER).status_code == 200
    assert web.get(f"{API}/reports", headers={"Authorization": f"bearer {TOKEN}"}).status_code == 200
    for wrong in ("Bearer x", "Basic eDp5", f"Bearer {TOKEN}x", "Bearer", "x"):
        assert problem(web.get(f"{API}/reports", headers={"Authorization": wrong}), 401)
    assert web.get(f"{API}/health").status_code == 200


OPEN = {("GET", f"{API}/health"), ("POST", SESSION_PATH)}


def test_every_route_but_health_and_login_needs_somebody(serve):
    web = serve(token=TOKEN)
    told = web.get(f"{API}/openapi.json").json()["paths"]
    asked = [(method.upper(), path) for path, methods in told.items() for method in methods]
    bodies = {f"{API}/read": REPORT, f"{API}/corrections": {"action": "confirm", "row": "abcd"}}
    bodies[f"{API}/jobs"] = {"feed": "http://example.org"}
    for method, path in asked:
        if (method, path) not in OPEN:
            concrete = path.replace("{id}", "0123456789abcdef").replace("{number}", "1")
            options = {"json": bodies[path]} if path in bodies and method == "POST" else {}
            assert problem(web.request(method, f"{concrete}?q=x&name=x.txt", **options), 401), path


@pytest.mark.parametrize(
    ("role", "reads", "stores", "audits"),
    [("reader", 200, 403, 403), ("editor", 200, 200, 403), ("admin", 200, 200, 200)],
)
def test_roles_may_do_what_they_may(serve, users, role, reads, stores, audits):
    web = serve()
    log_in(web, role)

    assert web.get(f"{API}/reports").status_code == reads
    assert web.post(f"{API}/read", json=REPORT).status_code == reads
    assert web.get(f"{API}/export").status_code == reads
    assert web.post(f"{API}/read", params={"store": "true"}, json=REPORT).status_code == stores
    [first, *_] = web.get(f"{API}/events").json()["items"]
    made = web.post(f"{API}/corrections", json={"action": "confirm", "row": first["row"]["id"]})
    assert made.status_code == (201 if stores == 200 else 403)
    if made.status_code == 201:
        assert made.json()["by"] == role
    assert web.post(f"{API}/jobs", json={"feed": "http://127.0.0.1/"}).status_code == (
        202 if stores == 200 else 403
    )
    assert web.get(f"{API}/audit").status_code == audits


def test_a_session_is_a_cookie_that_no_script_sees(serve, users):
    web = serve()
    response = log_in(web, "reader")
    told = response.headers["set-cookie"]

    assert told.startswith(f"{SESSION}=")
    assert {"HttpOnly", "Path=/", "SameSite=strict"} <= {part.strip() for part in told.split(";")}
    assert response.headers["cache-control"] == "no-store"
    assert web.get(SESSION_PATH).json() == response.json()


def test_over_https_the_cookie_is_for_https_alone(serve, users):
    web = serve()
    web.base_url = "https://localhost"
    assert "Secure" in log_in(web, "reader").headers["set-cookie"]


def test_a_request_by_cookie_that_changes_something_needs_the_csrf_token(serve, users):
    web = serve()
    log_in(web, "editor")
    del web.headers["X-CSRF-Token"]

    assert web.get(f"{API}/reports").status_code == 200
    assert problem(web.post(f"{API}/read", json=REPORT), 403).startswith(
        "a request by cookie needs the header"
    )
    for wrong in ("", "x", "0" * 32):
        assert web.post(f"{API}/read", json=REPORT, headers={"X-CSRF-Token": wrong}).status_code == 403
    right = {"X-CSRF-Token": web.get(SESSION_PATH).json()["csrf"]}
    assert web.post(f"{API}/read", json=REPORT, headers=right).status_code == 200


def changed(sealed, place):
    """The same word with one character otherwise."""
    other = "A" if sealed[place] != "A" else "B"
    return sealed[:place] + other + sealed[place + 1 :]


def test_sessions_cannot_be_forged(serve, users):
    web = serve()
    log_in(web, "reader")
    sealed = web.cookies[SESSION]
    web.cookies.clear()
    forged = [changed(sealed, place) for place in (0, 20, 45, 60, len(sealed) // 2)]
    forged += ["", "x", sealed[:-4], sealed + "AAAA", "é", "." * 5000]
    forged.append(keys.seal(b"another key", "session", ["admin", "", ""], seconds=60))
    forged.append(keys.seal(b"x" * 32, "cursor", ["admin", "", ""], seconds=60))
    for word in forged:
        cookie = {"Cookie": f"{SESSION}={word}".encode()}
        assert web.get(f"{API}/reports", headers=cookie).status_code == 401, word
    assert web.get(f"{API}/reports", headers={"Cookie": f"{SESSION}={sealed}"}).status_code == 200


@pytest.mark.parametrize("change", ["password", "role", "remove", "log out"])
def test_a_session_ends_with_what_let_it_in(serve, users, change):
    web = serve()
    log_in(web, "editor")
    sealed = web.cookies[SESSION]
    if change == "password":
        users.change("editor", password="another password")
    elif change == "role":
        users.change("editor", role="reader")
    elif change == "remove":
        users.remove("editor")
    else:
        assert web.delete(SESSION_PATH).status_code == 204
        assert SESSION not in web.cookies
    assert web.get(f"{API}/reports", headers={"Cookie": f"{SESSION}={sealed}"}).status_code == 401


def test_a_session_ends_with_its_time(serve, users):
    web = serve(limits={"session_seconds": 0})
    log_in(web, "reader")
    assert web.get(f"{API}/reports").status_code == 401


def test_sessions_outlive_the_server_that_gave_them(serve, users):
    first, second = serve(), serve()
    log_in(first, "reader")
    cookie = {"Cookie": f"{SESSION}={first.cookies[SESSION]}"}
    assert second.get(f"{API}/reports", headers=cookie).status_code == 200


def test_wrong_passwords_are_told_alike_and_then_have_to_wait(serve, users):
    web = serve(limits={"login_tries": 3, "login_seconds": 120.0})
    told = {
        problem(web.post(SESSION_PATH, json={"name": name, "password": "wrong password"}), 401)
        for name in ("reader", "nobody", "reader")
    }
    assert told == {"the name or the password is wrong"}
    response = web.post(SESSION_PATH, json={"name": "reader", "password": PASSWORD})

    assert problem(response, 429) == "too many tries: wait a while"
    assert 100 < int(response.headers["retry-after"]) <= 120
    assert problem(web.post(SESSION_PATH, json={"name": "", "password": "x"}), 429)


def test_logins_are_written_down_without_their_passwords(serve, users, db):
    web = serve()
    web.post(SESSION_PATH, json={"name": "reader", "password": "wrong password"})
    log_in(web, "admin")
    entries = web.get(f"{API}/audit").json()["items"]

    assert [(one["action"], one["by"]) for one in entries] == [
        ("login refused", "reader"),
        ("login", "admin"),
    ]
    written = db.with_name("onrecord.db.audit.jsonl").read_text()
    assert "wrong password" not in written
    assert PASSWORD not in written


def test_wrong_tokens_have_to_wait_too(serve):
    web = serve(token=TOKEN, limits={"login_tries": 2})
    for _ in range(2):
        web.get(f"{API}/reports", headers={"Authorization": "Bearer x"})
    assert problem(web.get(f"{API}/reports", headers=BEARER), 429)


def test_the_token_is_a_password_without_a_name(serve):
    web = serve(token=TOKEN)
    log_in(web, "", TOKEN)
    assert web.get(SESSION_PATH).json()["name"] == "token"
    assert web.get(f"{API}/audit").status_code == 200


def test_files_of_the_server_are_for_its_owner_alone(serve, users, db):
    web = serve()
    log_in(web, "admin")
    for suffix in ("key", "users.json", "audit.jsonl"):
        assert db.with_name(f"onrecord.db.{suffix}").stat().st_mode & 0o777 == 0o600, suffix
    assert PASSWORD not in users.path.read_text()
    assert '"$argon2id$' in users.path.read_text()


@pytest.mark.parametrize(
    ("suffix", "content", "complaint"),
    [
        ("key", b"short", "is no secret of a server"),
        ("users.json", b"[]", "is no file of users"),
        ("users.json", b'{"users": [{"name": "x"}]}', "is no file of users"),
    ],
)
def test_broken_files_are_told(db, suffix, content, complaint):
    path = db.with_name(f"onrecord.db.{suffix}")
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(RecordError, match=complaint):
        application(Settings(record=db))


@pytest.mark.parametrize("suffix", ["key", "users.json"])
def test_files_that_others_can_read_are_refused(db, users, suffix):
    path = db.with_name(f"onrecord.db.{suffix}")
    if suffix == "key":
        path.write_bytes(os.urandom(32))
    path.chmod(0o644)
    with pytest.raises(RecordError, match="others can read"):
        application(Settings(record=db))


@pytest.mark.parametrize(
    ("name", "role", "password", "complaint"),
    [
        ("", "reader", PASSWORD, "is no name"),
        ("a b", "reader", PASSWORD, "is no name"),
        ("a" * 65, "reader", PASSWORD, "is no name"),
        ("<b>", "reader", PASSWORD, "is no name"),
        ("reader", "reader", PASSWORD, "there is a user reader already"),
        ("ana", "boss", PASSWORD, "is no role: use one of reader, editor, admin"),
        ("ana", "reader", "short", "a password has from 10 to 1,000 characters"),
    ],
)
def test_what_is_no_user_is_refused(users, name, role, password, complaint):
    with pytest.raises(UsageError, match=complaint):
        users.add(name, role, password)
    assert [user.name for user in users.all()] == ["admin", "editor", "reader"]
