"""What goes wrong has a page with search and telephone, and says nothing about the machine or the visitor."""

from __future__ import annotations


def test_errors_have_a_page_with_search_and_telephone(client):
    for path, status in (("/nothing", 404), ("/r/zzzzzz", 404), ("/?limit=0", 422)):
        answer = client.get(path)
        assert answer.status_code == status
        assert 'name="q"' in answer.text
        assert "03-0000-0000" in answer.text


def test_what_is_hidden_and_what_never_was_have_the_same_page(client):
    pages = [client.get(path).text for path in ("/r/hidden", "/r/zzzzzz", "/r/zzzzzz")]
    assert len(set(pages)) == 1


def test_only_failures_of_the_site_name_a_number_to_ask_with(make_client):
    client = make_client()
    client.runtime.__dict__["catalog"] = None
    answer = client.get("/")
    assert answer.status_code == 500
    assert answer.headers["X-Request-Id"] in answer.text


def test_a_failure_says_nothing_about_the_machine(make_client, capsys):
    client = make_client()
    client.runtime.__dict__["catalog"] = None
    for path in ("/", "/api/v1/listings"):
        answer = client.get(path)
        assert answer.status_code == 500
        assert "Traceback" not in answer.text
        assert "NoneType" not in answer.text
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Traceback" in capsys.readouterr().err


def test_a_database_that_is_away_answers_503_and_when_to_come_back(make_client):
    from directory.domain.errors import StoreUnavailable

    class Away:
        def current(self):
            raise StoreUnavailable("made_up_reason")

    client = make_client()
    client.runtime.__dict__["catalog"] = Away()
    answer = client.get("/")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert "点検中" in answer.text


def test_the_log_holds_no_words_of_visitors(make_client, capsys):
    make_client().get("/?q=ひみつのことば", user_agent="secret-agent")
    line = capsys.readouterr().err
    assert '"route": "/"' in line
    assert "ひみつ" not in line
    assert "secret-agent" not in line
    assert "127.0.0.0/24" in line
