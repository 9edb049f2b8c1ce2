"""The operator's commands for people and mails."""

from __future__ import annotations

import json

import pytest

EMAIL = "hanako@example.jp"


def users(directory) -> list[dict]:
    directory("user", "list", "--json")
    return json.loads(directory.out)


def test_a_person_gets_roles_loses_them_and_is_listed(directory):
    assert directory("user", "add", "Hanako@example.jp", "--role", "volunteer", "--name", "架空花子") == 0
    assert directory("user", "add", EMAIL, "--role", "moderator", "--municipality", "西東京市") == 0
    (person,) = users(directory)
    assert (person["email"], person["name"], person["active"], person["second_factor"]) == (
        EMAIL,
        "架空花子",
        True,
        False,
    )
    assert {(each["role"], each["municipality"]) for each in person["roles"]} == {
        ("volunteer", ""),
        ("moderator", "13229"),
    }
    assert directory("user", "list") == 0
    assert "架空花子" in directory.out
    assert directory("user", "revoke", EMAIL, "--role", "moderator") == 0
    assert [each["role"] for each in users(directory)[0]["roles"]] == ["volunteer"]
    assert directory("user", "revoke", EMAIL) == 0
    assert "もうサインインできません" in directory.out
    assert users(directory)[0]["active"] is False
    assert directory("user", "totp", EMAIL, "--reset") == 0


def test_a_designated_city_has_a_role_in_each_ward(directory):
    assert directory("user", "add", EMAIL, "--role", "moderator", "--municipality", "堺市") == 0
    assert len(users(directory)[0]["roles"]) == 7


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("add", EMAIL, "--role", "chief"), 2, "moderator"),
        (("add", EMAIL, "--role", "moderator"), 1, "--municipality"),
        (("add", EMAIL, "--role", "admin", "--municipality", "13229"), 1, "限れません"),
        (("add", EMAIL, "--role", "moderator", "--municipality", "どこにもない市"), 2, "どこにもない市"),
        (("add", "hanako", "--role", "admin"), 1, "メールアドレス"),
        (
            ("add", EMAIL, "--role", "coordinator", "--municipality", "13229", "--district", "どこか"),
            2,
            "どこか",
        ),
        (("revoke", EMAIL), 1, EMAIL),
        (("totp", EMAIL), 2, "--reset"),
    ],
)
def test_what_can_not_be_is_said_and_changes_nothing(directory, words, status: int, said: str):
    assert directory("user", *words) == status
    assert said in directory.err
    assert users(directory) == []


def test_mails_wait_without_a_way_out_and_leave_with_one(directory, monkeypatch, tmp_path):
    from directory.domain.mail import Mail
    from directory.store.engine import open_store
    from tests.integration.conftest import NOW

    store = open_store(f"sqlite:///{tmp_path}/machi.db")
    with store.write(now=NOW) as unit:
        mail = Mail(kind="published", to=EMAIL, subject="件名", body="秘密の本文", dedup_key="k")
        unit.outbox.enqueue(mail, NOW)
    store.close()
    assert directory("outbox", "run") == 1
    assert "DIRECTORY_MAIL_URL" in directory.err
    assert directory("doctor", "--json") == 1
    finding = next(each for each in json.loads(directory.out) if each["name"] == "mails")
    assert finding == {"name": "mails", "ok": False, "value": "waiting 1, sent 0, dead 0 mail_off"}
    assert directory("outbox", "list") == 0
    assert "秘密の本文" not in directory.out
    assert EMAIL not in directory.out
    monkeypatch.setenv("DIRECTORY_MAIL_URL", f"file:{tmp_path}/mails")
    assert directory("outbox", "run") == 0
    assert len(list((tmp_path / "mails").glob("*.eml"))) == 1
    assert directory.json("outbox", "list") == {"waiting": 0, "sent": 1, "dead": 0, "mails": []}
    assert directory("outbox", "retry") == 0
    assert directory("doctor") == 0


def test_the_doctor_names_what_the_settings_forget(directory, monkeypatch):
    monkeypatch.setenv("DIRECTORY_MAIL_URL", "file:mails")
    directory("doctor", "--json")
    assert "warning_public_url_missing" in directory.out
    monkeypatch.setenv("DIRECTORY_PUBLIC_URL", "https://example.jp")
    directory("doctor", "--json")
    assert "warning_public_url_missing" not in directory.out
    assert "warning_proxies_missing" in directory.out


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("DIRECTORY_MAIL_URL", "smtp://user:secret@"),
        ("DIRECTORY_TRUSTED_PROXIES", "proxy.example.jp"),
        ("DIRECTORY_MAIL_FROM", "nobody"),
    ],
)
def test_serve_refuses_settings_that_no_worker_could_read(directory, monkeypatch, variable: str, value: str):
    monkeypatch.setenv("DIRECTORY_MAIL_URL", "file:mails")
    monkeypatch.setenv(variable, value)
    assert directory("serve", "--port", "18132") == 1
    assert variable in directory.err
    assert "secret" not in directory.err
