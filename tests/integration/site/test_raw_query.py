"""Letters of a question that came as they are, as command lines send them."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import unquote_to_bytes

import pytest


@pytest.fixture(scope="module")
def raw_client(client):
    """A client that encodes nothing."""

    async def call(scope, receive, send):
        await client.app({**scope, "query_string": unquote_to_bytes(scope["query_string"])}, receive, send)

    return replace(client, app=call)


@pytest.mark.parametrize("path", ["/api/v1/listings", "/api/v1/suggest", "/en/", "/"])
@pytest.mark.parametrize("text", ["子ども食堂", "ひろば", "田無駅"])
def test_letters_that_nobody_encoded_mean_the_same(client, raw_client, path, text):
    encoded = client.get(f"{path}?q={text}")
    assert encoded.status_code == 200
    assert raw_client.get(f"{path}?q={text}").text == encoded.text
