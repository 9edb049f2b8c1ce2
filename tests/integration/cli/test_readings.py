"""An import reads the names that its files give no kana for."""

from __future__ import annotations

from directory.store.engine import open_store
from directory.store.listing_payload import decode_listing

HEADER = "ID,名称,名称_カナ,分類,住所"
ROWS = (
    "1,保谷町らっこ集会所（架空）,,集会所,東京都西東京市保谷町1-2-3",
    "2,すずめサロン（架空）,スズメサロンカクウ,子育てサロン,東京都西東京市田無町4-5-6",
)


def test_names_without_kana_are_read_and_given_kana_stay(directory):
    file = directory.write("one.csv", *ROWS, header=HEADER)
    assert directory("import", file, "--municipality", "13229") == 0
    store = open_store(f"sqlite:///{directory.folder}/machi.db")
    with store.public.view() as view:
        found = {listing.source_id: listing for listing in map(decode_listing, view.read_listings())}
    store.close()
    assert (found["1"].kana, found["1"].kana_source) == ("ホウヤチョウラッコシュウカイジョカクウ", "generated")
    assert (found["2"].kana, found["2"].kana_source) == ("スズメサロンカクウ", "given")


def test_importing_again_changes_nothing(directory):
    file = directory.write("one.csv", *ROWS, header=HEADER)
    directory("import", file, "--municipality", "13229")
    (report,) = directory.json("import", file, "--municipality", "13229")["files"]
    assert (report["added"], report["changed"], report["unchanged"]) == (0, 0, 2)
