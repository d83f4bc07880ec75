"""Each setting is read once and in one place; one that cannot be used is refused in a sentence."""

import subprocess
import sys

import pytest

from hor_web.setting_list import SETTINGS
from hor_web.settings import find_setting_problems, read_settings, secret_values
from hor_web.start import NOT_STARTED
from tools.drive.server import ROOT, free_port, server_settings
from tools.settings_table import HEAD, PAGE, write_page

HASH = "$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA"
OIDC = {
    "HOR_OIDC_METADATA_URL": "https://login.example.org/.well-known/openid-configuration",
    "HOR_OIDC_CLIENT_ID": "dashboard",
    "HOR_OIDC_CLIENT_SECRET": "a secret of the test",
    "HOR_OIDC_OFFICERS": "ada@example.org",
}
OIDC_NEEDS = (
    "{name} is not set, and signing in with the organisation's accounts needs it. Set it, or take "
    "all HOR_OIDC_ settings away."
)
WHOLE_MEGABYTES = "Write a whole number of megabytes, 1 or more, without a unit."
HTTPS = "It must begin with https://: only this machine may be named by http."
AN_ADDRESS = "Write the address readers use, such as https://health.example.org."


@pytest.fixture
def problems(monkeypatch):
    """What is wrong where nothing is set but these."""

    def find(**environment):
        for setting in SETTINGS:
            monkeypatch.delenv(setting.name, raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        return find_setting_problems()

    return find


def without(*names):
    return {name: value for name, value in OIDC.items() if name not in names}


def test_where_nothing_is_set_nothing_is_wrong(problems):
    assert problems() == ((), ())


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        (
            {"HOR_PASSWORD_HASH": "correct horse"},
            "HOR_PASSWORD_HASH is no argon2 hash, so nobody could sign in. docs/settings.md says "
            "how to make one; put it in single quotes, as shells take what follows a $ for a "
            "variable.",
        ),
        (
            {"HOR_PASSWORD_HASH": "$2b$12$abcdefghijklmnopqrstuv"},
            "HOR_PASSWORD_HASH is no argon2 hash, so nobody could sign in. docs/settings.md says "
            "how to make one; put it in single quotes, as shells take what follows a $ for a "
            "variable.",
        ),
        (
            {"HOR_LARGEST_UPLOAD_MB": "30MB"},
            f"HOR_LARGEST_UPLOAD_MB cannot be “30MB”. {WHOLE_MEGABYTES}",
        ),
        (
            {"HOR_LARGEST_UPLOAD_MB": "0"},
            f"HOR_LARGEST_UPLOAD_MB cannot be “0”. {WHOLE_MEGABYTES}",
        ),
        (
            {"HOR_UPLOADS_IN_MEMORY_MB": "-5"},
            f"HOR_UPLOADS_IN_MEMORY_MB cannot be “-5”. {WHOLE_MEGABYTES}",
        ),
        (
            {"HOR_UPLOADS_IN_MEMORY_MB": "1.5"},
            f"HOR_UPLOADS_IN_MEMORY_MB cannot be “1.5”. {WHOLE_MEGABYTES}",
        ),
        (
            {"HOR_LARGEST_UPLOAD_MB": "50", "HOR_UPLOADS_IN_MEMORY_MB": "40"},
            "HOR_UPLOADS_IN_MEMORY_MB is 40, less than one upload may be (HOR_LARGEST_UPLOAD_MB is "
            "50). Set it to 50 or more.",
        ),
        (
            {"HOR_BASE_ADDRESS": "http://health.example.org"},
            f"HOR_BASE_ADDRESS cannot be “http://health.example.org”. {HTTPS}",
        ),
        (
            {"HOR_BASE_ADDRESS": "health.example.org"},
            f"HOR_BASE_ADDRESS cannot be “health.example.org”. {AN_ADDRESS}",
        ),
        (
            {"HOR_BASE_ADDRESS": "https://health.example.org/?a=b"},
            f"HOR_BASE_ADDRESS cannot be “https://health.example.org/?a=b”. {AN_ADDRESS}",
        ),
        (
            {"HOR_BASE_ADDRESS": "https://health.example.org:port"},
            f"HOR_BASE_ADDRESS cannot be “https://health.example.org:port”. {AN_ADDRESS}",
        ),
        (
            {"HOR_TRUSTED_PROXIES": "10.0.0.5, proxy.internal"},
            "HOR_TRUSTED_PROXIES cannot be “proxy.internal”. Write addresses and networks, such as "
            "10.0.0.5 or 10.1.0.0/16.",
        ),
        (
            {"HOR_TRUSTED_PROXIES": "*"},
            "HOR_TRUSTED_PROXIES cannot be “*”. Write addresses and networks, such as 10.0.0.5 or "
            "10.1.0.0/16.",
        ),
        (
            {"HOR_EMBEDDED_IN": "https://www.example.org/news"},
            "HOR_EMBEDDED_IN cannot be “https://www.example.org/news”. Write sites between commas, "
            "such as https://www.example.org.",
        ),
        (
            {"HOR_EMBEDDED_IN": "*"},
            "HOR_EMBEDDED_IN cannot be “*”. Write sites between commas, such as "
            "https://www.example.org.",
        ),
        ({"HOR_LOG": "xml"}, "HOR_LOG cannot be “xml”. It may be text or json."),
        (
            {"HOR_LOG_LEVEL": "LOUD"},
            "HOR_LOG_LEVEL cannot be “LOUD”. It may be DEBUG, INFO, WARNING or ERROR.",
        ),
        (
            {"HOR_KEEP_EVENTS_DAYS": "a year"},
            "HOR_KEEP_EVENTS_DAYS cannot be “a year”. Write a whole number of days, 1 or more.",
        ),
        (
            {"HOR_METRICS_TOKEN": "short"},
            "HOR_METRICS_TOKEN is too easy to guess or cannot be sent: take 16 letters and figures "
            "or more, without spaces.",
        ),
        (without("HOR_OIDC_METADATA_URL"), OIDC_NEEDS.format(name="HOR_OIDC_METADATA_URL")),
        (without("HOR_OIDC_CLIENT_ID"), OIDC_NEEDS.format(name="HOR_OIDC_CLIENT_ID")),
        (without("HOR_OIDC_CLIENT_SECRET"), OIDC_NEEDS.format(name="HOR_OIDC_CLIENT_SECRET")),
        (
            without("HOR_OIDC_OFFICERS"),
            "HOR_OIDC_OFFICERS is not set, so nobody could publish. Name officers there, or in "
            "HOR_OIDC_SUBJECTS or HOR_OIDC_GROUPS.",
        ),
        (
            OIDC | {"HOR_OIDC_OFFICERS": "ada"},
            "HOR_OIDC_OFFICERS cannot be “ada”. Write e-mail addresses in full, between commas.",
        ),
        (
            OIDC | {"HOR_OIDC_METADATA_URL": "http://login.example.org"},
            f"HOR_OIDC_METADATA_URL cannot be “http://login.example.org”. {HTTPS}",
        ),
        (
            OIDC | {"HOR_OIDC_METADATA_URL": "https://login.example.org/common/v2.0"},
            "HOR_OIDC_TENANT is not set, and HOR_OIDC_METADATA_URL serves the accounts of every "
            "organisation. Name your own tenant.",
        ),
        (
            {"HOR_DATABSE": "sqlite:///a"},
            "HOR_DATABSE is no setting of the dashboard. Do you mean HOR_DATABASE?",
        ),
        (
            {"HOR_PASSWORDHASH": HASH},
            "HOR_PASSWORDHASH is no setting of the dashboard. Do you mean HOR_PASSWORD_HASH?",
        ),
        (
            {"HOR_OIDC_CLIENT_SECRET_FIL": "/a"},
            "HOR_OIDC_CLIENT_SECRET_FIL is no setting of the dashboard. Do you mean "
            "HOR_OIDC_CLIENT_SECRET_FILE?",
        ),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_with_what_to_do(problems, environment, sentence):
    assert problems(**environment) == ((sentence,), ())


@pytest.mark.parametrize(
    "environment",
    [
        OIDC,
        without("HOR_OIDC_OFFICERS") | {"HOR_OIDC_SUBJECTS": "248289761001"},
        without("HOR_OIDC_OFFICERS") | {"HOR_OIDC_GROUPS": "publishers"},
        OIDC | {"HOR_OIDC_METADATA_URL": "http://127.0.0.1:8080/.well-known/openid-configuration"},
        OIDC | {"HOR_OIDC_METADATA_URL": "https://a.example/common/", "HOR_OIDC_TENANT": "t"},
        {"HOR_PASSWORD_HASH": HASH},
        {"HOR_BASE_ADDRESS": "https://health.example.org"},
        {"HOR_BASE_ADDRESS": "https://example.org:8443/health/"},
        {"HOR_BASE_ADDRESS": "http://localhost:8501"},
        {"HOR_BASE_ADDRESS": "http://127.0.0.1"},
        {"HOR_BASE_ADDRESS": "http://[::1]:8501"},
        {"HOR_TRUSTED_PROXIES": "10.0.0.5, 10.1.0.0/16, 2001:db8::/32, ::1"},
        {"HOR_EMBEDDED_IN": "https://www.example.org, https://*.example.com:8443"},
        {"HOR_LARGEST_UPLOAD_MB": "50", "HOR_UPLOADS_IN_MEMORY_MB": "50"},
        {"HOR_LOG": "JSON", "HOR_LOG_LEVEL": "debug"},
        {"HOR_METRICS_TOKEN": "0123456789abcdef"},
        {"HOR_RANDOM_VIEWS": "40"},
        {"HOR_DATABASE": ""},
    ],
)
def test_what_may_stand_there_is_taken(problems, environment):
    assert problems(**environment) == ((), ())


def test_a_name_that_means_no_setting_is_said_and_stops_nothing(problems):
    sentence = "HOR_SERVICE_HOST is no setting of the dashboard. docs/settings.md lists them all."
    assert problems(HOR_SERVICE_HOST="10.0.0.1") == ((), (sentence,))


def test_proxies_named_as_they_were_before_are_said(problems):
    sentence = "FORWARDED_ALLOW_IPS is not read any more. Name proxies in HOR_TRUSTED_PROXIES."
    assert problems(FORWARDED_ALLOW_IPS="10.0.0.5") == ((), (sentence,))
    both = {"FORWARDED_ALLOW_IPS": "10.0.0.5", "HOR_TRUSTED_PROXIES": "10.0.0.5"}
    assert problems(**both) == ((), ())


def test_each_problem_is_said_at_once(problems):
    errors, _ = problems(
        HOR_LARGEST_UPLOAD_MB="x", HOR_UPLOADS_IN_MEMORY_MB="y", HOR_DATABSE="z", HOR_LOG="w"
    )
    assert [sentence.partition(" ")[0] for sentence in errors] == [
        "HOR_LOG",
        "HOR_LARGEST_UPLOAD_MB",
        "HOR_UPLOADS_IN_MEMORY_MB",
        "HOR_DATABSE",
    ]


SECRETS = [setting.name for setting in SETTINGS if setting.is_secret]


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_may_come_from_a_file(problems, tmp_path, name):
    values = {"HOR_PASSWORD_HASH": HASH, "HOR_DATABASE": "sqlite:///from-a-file"}
    file = tmp_path / "secret"
    file.write_text(f"{values.get(name, 'a-long-secret-of-the-test')}\n")
    others = OIDC if name.startswith("HOR_OIDC_") else {}
    environment = {key: value for key, value in others.items() if key != name}
    assert problems(**environment, **{f"{name}_FILE": str(file)}) == ((), ())
    assert file.read_text().strip() in secret_values()


def test_the_file_of_a_secret_that_is_none_is_named_and_not_its_content(problems, tmp_path):
    file = tmp_path / "hash"
    file.write_text("correct horse")
    errors, _ = problems(HOR_PASSWORD_HASH_FILE=str(file))
    assert errors[0].startswith("HOR_PASSWORD_HASH is no argon2 hash")
    assert "horse" not in errors[0]
    both = problems(HOR_PASSWORD_HASH_FILE=str(file), HOR_PASSWORD_HASH=HASH)
    assert both.errors == (
        "HOR_PASSWORD_HASH and HOR_PASSWORD_HASH_FILE are both set. Take one of them away.",
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "{} names {}, which cannot be read: No such file or directory."),
        (b" \n", "{} names {}, which is empty."),
        (b"\xff\xfe\xfd", "{} names {}, which cannot be read: it is no text."),
    ],
)
def test_a_file_without_a_secret_in_it_is_named(problems, monkeypatch, tmp_path, content, sentence):
    file = tmp_path / "token"
    if content is not None:
        file.write_bytes(content)
    errors, _ = problems(HOR_METRICS_TOKEN_FILE=str(file))
    assert errors == (sentence.format("HOR_METRICS_TOKEN_FILE", file),)


def test_a_file_is_for_secrets_alone(problems):
    errors, _ = problems(HOR_BASE_ADDRESS_FILE="/a")
    assert errors == (
        "HOR_BASE_ADDRESS_FILE is no setting of the dashboard. Do you mean HOR_BASE_ADDRESS?",
    )


def test_the_settings_have_what_was_set(problems):
    problems(
        HOR_BASE_ADDRESS="https://example.org/health/",
        HOR_EMBEDDED_IN="https://WWW.example.org https://b.example",
        HOR_OIDC_OFFICERS=" Ada@Example.org , grace@example.org,",
        HOR_KEEP_EVENTS_DAYS="90",
        HOR_LARGEST_UPLOAD_MB="5",
    )
    settings = read_settings()
    assert (settings.base_address, settings.base_path) == ("https://example.org/health", "/health")
    assert settings.embedded_in == ("https://www.example.org", "https://b.example")
    assert settings.oidc.officers == {"ada@example.org", "grace@example.org"}
    assert (settings.keep_events_days, settings.largest_upload) == (90, 5 << 20)
    assert (settings.secure, settings.log_form, settings.log_level) == (True, "text", "WARNING")


def test_the_page_of_settings_is_written_from_the_settings():
    page = PAGE.read_text("utf-8")
    assert page.count(HEAD) == 1
    assert page == write_page(page), "make settings writes it again"


def start(tmp_path, **environment):
    """The last lines that the server writes where it does not start, and its status."""
    given = {"HOR_DATABASE": f"sqlite:///{tmp_path / 'a.sqlite3'}"} | environment
    ended = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", "server.py", f"--server.port={free_port()}"],
        cwd=ROOT,
        env=server_settings() | {"PATH": "/usr/bin:/bin"} | given,
        capture_output=True,
        text=True,
        timeout=120,
    )
    return ended.returncode, ended.stderr


def test_nothing_is_served_with_settings_that_cannot_be_used(tmp_path):
    status, said = start(tmp_path, HOR_LARGEST_UPLOAD_MB="30MB", HOR_LOG="xml")
    assert (status, said) == (
        1,
        f"{NOT_STARTED}\n"
        "HOR_LOG cannot be “xml”. It may be text or json.\n"
        f"HOR_LARGEST_UPLOAD_MB cannot be “30MB”. {WHOLE_MEGABYTES}\n",
    )


def test_a_path_that_is_not_the_servers_stops_the_start(tmp_path):
    status, said = start(
        tmp_path,
        HOR_BASE_ADDRESS="https://example.org/health",
        STREAMLIT_SERVER_BASE_URL_PATH="region",
    )
    assert (status, said) == (
        1,
        f"{NOT_STARTED}\n"
        "HOR_BASE_ADDRESS has the path “health” and --server.baseUrlPath is “region”. Set both to "
        "the same path, or leave --server.baseUrlPath out.\n",
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "HOR_WORKBOOK names {}, which cannot be read: No such file or directory."),
        ("folder", "HOR_WORKBOOK names {}, which is a folder. Name a workbook in it."),
        (
            b"no workbook",
            "HOR_WORKBOOK names {}, which cannot be used: The file is not an Excel workbook. "
            "Open it in Excel, choose Save As, and save it as an Excel workbook (.xlsx).",
        ),
    ],
    ids=["absent", "a folder", "no workbook"],
)
def test_a_workbook_that_cannot_be_read_stops_the_start_of_an_empty_store(
    tmp_path, content, sentence
):
    path = tmp_path / "first.xlsx"
    if content == "folder":
        path.mkdir()
    elif content:
        path.write_bytes(content)
    status, said = start(tmp_path, HOR_WORKBOOK=str(path))
    assert (status, said) == (1, f"{NOT_STARTED}\n{sentence.format(path)}\n")
