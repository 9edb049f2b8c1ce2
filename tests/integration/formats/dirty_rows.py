"""One header and one row that many dirty files are made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

HEADER = ("名称", "住所", "電話番号")
ROW = ("髙﨑①子ども食堂～ほし～", "東京都西東京市田無町一丁目1-1", "042-000-0000")
Codes = Callable[[Any], set[str]]
