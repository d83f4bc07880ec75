"""Signing in with an organisation's accounts, by raw HTTP: who is let in, and which answers are
not believed."""

import time
from contextlib import ExitStack
from http.cookies import SimpleCookie
from urllib.parse import parse_qs, urlsplit

import pytest

from hor_data.store import list_events, open_store
from hor_web.edge.oidc import NO_OFFICER, NOT_COMPLETED
from tests.support.oidc_provider import SECRET, Provider
from tools.drive.server import BEHIND_PROXY, running
from tools.drive.session import ask

SAM = {"email": "Sam@Council.example", "email_verified": True, "name": "Sam"}


@pytest.fixture(scope="module")
def provider():
    provider = Provider(SAM)
    yield provider
    provider.stop()


@pytest.fixture(autouse=True)
def as_it_was(provider):
    provider.claims, provider.described, provider.algorithm = SAM, {}, "RS256"


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    return f"sqlite:///{tmp_path_factory.mktemp('store') / 'releases.sqlite3'}"


@pytest.fixture(scope="module")
def start(tmp_path_factory, provider, database):
    """Start a server, a replica of the others: start(HOR_OIDC_TENANT="t")."""
    logs = tmp_path_factory.mktemp("logs")
    with ExitStack() as servers:

        def running_server(**settings):
            environment = BEHIND_PROXY | {
                "HOR_DATABASE": database,
                "HOR_OIDC_METADATA_URL": f"{provider.address}/.well-known/openid-configuration",
                "HOR_OIDC_CLIENT_ID": "dashboard",
                "HOR_OIDC_CLIENT_SECRET": SECRET,
                "HOR_OIDC_OFFICERS": "priya@council.example, sam@council.example",
                "HOR_OIDC_SUBJECTS": "subject-7",
                "HOR_OIDC_GROUPS": "publishers",
            }
            log = logs / str(len(list(logs.iterdir())))
            return servers.enter_context(running(log, "server.py", environment | settings))

        yield running_server


@pytest.fixture(scope="module")
def server(start):
    return start()


def cookies_of(answer):
    jar = SimpleCookie()
    for line in answer.headers.get_all("set-cookie") or []:
        jar.load(line)
    return {name: morsel.value for name, morsel in jar.items() if morsel.value not in ("", "null")}


def follow(address, cookies=(), reader="192.0.2.1"):
    parts = urlsplit(address)
    sent = "; ".join(f"{name}={value}" for name, value in dict(cookies).items())
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return ask(f"{parts.scheme}://{parts.netloc}", path, cookie=sent, x_forwarded_for=reader)


def begun(server, next_path="", reader="192.0.2.1"):
    """A visit to the provider that was begun: the browser's cookies, and where it is sent back."""
    answer = follow(f"{server}/oidc/begin?next={next_path}", reader=reader)
    assert answer.status == 302
    back = follow(answer.headers["location"])
    return cookies_of(answer), back.headers["location"]


def signed_in(server, next_path="", reader="192.0.2.1"):
    """The answer to whoever comes back from the provider."""
    cookies, back = begun(server, next_path, reader)
    return follow(back, cookies, reader)


def test_a_listed_and_verified_address_is_let_in_and_goes_where_it_was_going(server, database):
    answer = signed_in(server, "/about")
    assert (answer.status, answer.headers["location"]) == (303, "/about")
    assert "officer" in cookies_of(answer)
    assert list_events(open_store(database))[0].who == "Sam"


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        ("/update_data%3F_draft=t-_ken", "/update_data?_draft=t-_ken"),
        ("https://elsewhere.example/", "/update_data"),
        ("//elsewhere.example", "/update_data"),
        ("/%5Celsewhere.example", "/update_data"),
    ],
)
def test_whoever_signed_in_goes_on_at_a_page_of_the_dashboard_alone(server, asked, led_to):
    assert signed_in(server, asked).headers["location"] == led_to


def test_the_visit_has_a_state_a_nonce_and_a_proof_key(server):
    asked = parse_qs(urlsplit(follow(f"{server}/oidc/begin").headers["location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert all(len(asked[name][0]) >= 20 for name in ("state", "nonce", "code_challenge"))
    again = parse_qs(urlsplit(follow(f"{server}/oidc/begin").headers["location"]).query)
    assert all(asked[name] != again[name] for name in ("state", "nonce", "code_challenge"))


@pytest.mark.parametrize(
    "claims",
    [
        {"sub": "subject-7"},
        {"groups": ["readers", "publishers"]},
        {"roles": ["publishers"]},
        {"email": "priya@council.example", "email_verified": True},
    ],
    ids=["subject", "group", "role", "address"],
)
def test_an_officer_is_named_by_address_subject_or_group(server, provider, claims):
    provider.claims = claims
    assert signed_in(server).status == 303


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "sam@council.example"},
        {"email": "sam@council.example", "email_verified": False},
        {"email": "sam@council.example", "email_verified": "true"},
        {"email": "stranger@council.example", "email_verified": True},
        {"preferred_username": "sam@council.example"},
        {"sub": "subject-70"},
        {"groups": "publishers"},
        {"groups": ["publishers-of-another"]},
        {"email": "", "email_verified": True, "sub": ""},
    ],
)
def test_nobody_else_is_let_in(server, provider, claims):
    provider.claims = claims
    answer = signed_in(server, reader=f"192.0.2.{len(str(claims))}")
    assert (answer.status, answer.body.decode()) == (403, NO_OFFICER)
    assert "officer" not in cookies_of(answer)


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://elsewhere.example"},
        {"iss": None},
        {"aud": "another-client"},
        {"aud": None},
        {"exp": int(time.time()) - 3600},
        {"exp": None},
        {"iat": int(time.time()) + 3600},
        {"nonce": "of another visit"},
        {"nonce": None},
    ],
    ids=["issuer", "no issuer", "audience", "no audience", "expired", "no end", "future", "nonce"]
    + ["no nonce"],
)
def test_a_token_that_is_not_of_this_visit_is_not_believed(server, provider, claims):
    provider.claims = SAM | claims
    answer = signed_in(server)
    assert (answer.status, answer.body.decode()) == (401, NOT_COMPLETED)
    assert "officer" not in cookies_of(answer)


def test_a_token_signed_with_what_the_client_knows_too_is_not_believed(start, provider):
    provider.algorithm = "HS256"
    provider.described = {"id_token_signing_alg_values_supported": ["RS256", "HS256", "none"]}
    answer = signed_in(start())
    assert (answer.status, answer.body.decode()) == (401, NOT_COMPLETED)


def test_a_provider_that_names_an_issuer_elsewhere_is_not_visited(start, provider):
    provider.described = {"issuer": "https://elsewhere.example"}
    answer = follow(f"{start()}/oidc/begin")
    assert (answer.status, answer.body.decode()) == (502, NOT_COMPLETED)


def test_a_visit_comes_back_once(server):
    cookies, back = begun(server)
    assert follow(back, cookies).status == 303
    answer = follow(back, cookies)
    assert (answer.status, answer.body.decode()) == (401, NOT_COMPLETED)


def test_a_visit_of_another_browser_is_not_taken(server):
    _, back = begun(server)
    others, _ = begun(server)
    for cookies in ({}, others, {"oidc": "made-up"}):
        answer = follow(back, cookies)
        assert (answer.status, answer.body.decode()) == (401, NOT_COMPLETED)


def test_an_answer_in_the_name_of_another_issuer_is_not_taken(server):
    cookies, back = begun(server)
    answer = follow(f"{back}&iss=https%3A%2F%2Felsewhere.example", cookies)
    assert (answer.status, answer.body.decode()) == (401, NOT_COMPLETED)


def test_a_visit_begun_at_one_replica_ends_at_another(server, start):
    cookies, back = begun(server)
    other = start()
    answer = follow(back.replace(server, other), cookies)
    # The provider was told the first replica's address, as it would be a proxy's.
    assert (answer.status, "officer" in cookies_of(answer)) == (303, True)


@pytest.mark.parametrize(("tenant", "status"), [("ours", 303), ("theirs", 403), (None, 403)])
def test_people_come_from_the_tenant_that_is_named(start, provider, tenant, status):
    server = start(HOR_OIDC_TENANT="ours")
    provider.claims = SAM | {"tid": tenant}
    assert signed_in(server).status == status


def test_signing_out_goes_on_to_the_provider(server, provider):
    answer = signed_in(server)
    cookies = cookies_of(answer)
    sent = "; ".join(f"{name}={value}" for name, value in cookies.items())
    out = ask(server, "/sign-out", "POST", cookie=sent, origin=server)
    assert (out.status, out.headers["cache-control"]) == (200, "no-store")
    page = out.body.decode()
    assert "<h1>You are signed out</h1>" in page
    end = page.partition('content="1; url=')[2].partition('"')[0].replace("&amp;", "&")
    asked = parse_qs(urlsplit(end).query)
    assert end.startswith(f"{provider.address}/end?")
    assert asked == {
        "client_id": ["dashboard"],
        "post_logout_redirect_uri": [f"{server}/"],
        "id_token_hint": [cookies["oidc_hint"]],
    }


def test_where_the_provider_has_no_sign_out_the_dashboard_comes_next(start, provider):
    provider.described = {"end_session_endpoint": None}
    server = start()
    sent = "; ".join(f"{name}={value}" for name, value in cookies_of(signed_in(server)).items())
    out = ask(server, "/sign-out", "POST", cookie=sent, origin=server)
    assert (out.status, out.headers["location"]) == (303, "/")
