"""The script that keeps pages, and the page that it shows when it has none."""

from __future__ import annotations

import re

import msgspec


def test_the_worker_names_the_build_and_files_that_exist(client):
    answer = client.get("/sw.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["service-worker-allowed"] == "/"
    shell = msgspec.json.decode(re.search(r"const SHELL = (\[.*\]);", answer.text)[1])
    assert [client.get(url).status_code for url in shell] == [200] * len(shell)
    assert "const BUILD = " in answer.text


def test_another_setting_is_another_build(client, make_client):
    builds = [
        re.search('BUILD = "(.+)"', each.get("/sw.js").text)[1] for each in (client, make_client(area_name="別の市"))
    ]
    assert builds[0] != builds[1]


def test_the_page_without_a_network_has_the_telephone_and_is_not_indexed(client):
    page = client.get("/offline").text
    assert "電波がありません" in page
    assert 'href="tel:0300000000"' in page
    assert 'name="robots" content="noindex"' in page


def test_every_page_brings_the_banner_hidden(client):
    for path in ("/", "/data", "/list", "/offline"):
        page = client.get(path).text
        assert re.search(r'<p class="offline" role="status" data-message="[^"{]*\{date\}[^"]*" hidden></p>', page)


def test_pages_that_may_be_kept_say_so(client):
    for path in ("/", "/?cat=child_cafe", "/r/t00001", "/list?ids=t00001", "/api/v1/cards"):
        assert not re.search("no-store", client.get(path).headers["cache-control"]), path
    assert "no-store" in client.get("/r/abuse1").headers["cache-control"]
