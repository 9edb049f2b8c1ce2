"""A logo is a picture and nothing else."""

from __future__ import annotations

import pytest

from directory.settings import SettingRefused
from directory.site.logo import read_logo

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'


def refusal(path) -> str:
    with pytest.raises(SettingRefused) as error:
        read_logo("DIRECTORY_LOGO", path)
    return error.value.code


@pytest.mark.parametrize(
    "inside",
    [
        '<circle cx="4" cy="4" r="4" fill="#0b5d3b"/>',
        '<defs><linearGradient id="g"/></defs><rect fill="url(#g)" width="9" height="9"/><use xlink:href="#g"/>',
        '<image href="data:image/png;base64,AAAA"/>',
    ],
)
def test_a_still_picture_is_taken_as_it_is(tmp_path, inside: str):
    path = tmp_path / "logo.svg"
    path.write_text(f"{HEAD}{inside}</svg>")
    assert read_logo("DIRECTORY_LOGO", path) == path.read_bytes()


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}<script>alert(1)</script></svg>",
        f'{HEAD}<circle onload="alert(1)"/></svg>',
        f'{HEAD}<a href="javascript:alert(1)"><circle/></a></svg>',
        f'{HEAD}<image href="https://example.com/x.png"/></svg>',
        f'{HEAD}<use xlink:href="other.svg#a"/></svg>',
        f'{HEAD}<rect fill="url(https://example.com/x)"/></svg>',
        f"{HEAD}<style>@import 'https://example.com/x.css';</style></svg>",
        f"{HEAD}<rect style=\"background:url( '//example.com/x')\"/></svg>",
        f"{HEAD}<foreignObject><p>x</p></foreignObject></svg>",
        f'{HEAD}<set attributeName="href" to="javascript:alert(1)"/></svg>',
        f'<?xml-stylesheet href="https://example.com/x.css"?>{HEAD}</svg>',
        '<!DOCTYPE svg [<!ENTITY x "y">]><svg>&x;</svg>',
        "<html/>",
        "<svg",
        "",
    ],
)
def test_a_picture_that_could_run_or_fetch_something_is_refused(tmp_path, text: str):
    path = tmp_path / "logo.svg"
    path.write_text(text)
    assert refusal(path) == "logo_active"


def test_pictures_are_known_by_their_first_bytes(tmp_path):
    png, webp, fake = tmp_path / "a.png", tmp_path / "a.webp", tmp_path / "b.png"
    png.write_bytes(b"\x89PNG\r\n\x1a\nrest")
    webp.write_bytes(b"RIFF....WEBP")
    fake.write_text("<script>alert(1)</script>")
    assert read_logo("DIRECTORY_LOGO", png)
    assert read_logo("DIRECTORY_LOGO", webp)
    assert refusal(fake) == "logo_kind"


def test_other_kinds_large_files_and_missing_files_are_refused(tmp_path):
    (tmp_path / "a.gif").write_bytes(b"GIF89a")
    (tmp_path / "large.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"x" * 100_000)
    assert refusal(tmp_path / "a.gif") == "logo_kind"
    assert refusal(tmp_path / "large.png") == "logo_large"
    assert refusal(tmp_path / "none.png") == "setting_file"
