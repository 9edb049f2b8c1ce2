"""Who may see a resource, and who may see one of its contacts."""

from __future__ import annotations

from typing import Literal, get_args

Visibility = Literal["public", "area_only", "hidden"]
"""public: everything; area_only: the district's name but no point or address; hidden: nothing in public."""

Publicity = Literal["public", "staff", "private"]
"""Of one contact: everybody, signed-in staff, nobody but the moderators."""

VISIBILITIES: tuple[Visibility, ...] = get_args(Visibility)
PUBLICITIES: tuple[Publicity, ...] = get_args(Publicity)

Precision = Literal["exact", "approximate", "district", "municipality", "none"]
"""How finely a public listing says where it is. district: area_only; none: no place at all."""
