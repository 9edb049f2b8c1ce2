from __future__ import annotations

import re

from directory.domain.emergency import EMERGENCY_NUMBERS


def test_life_in_danger_comes_first_and_every_number_can_be_dialled():
    assert [each.number for each in EMERGENCY_NUMBERS[:2]] == ["110", "119"]
    assert all(re.fullmatch(r"#?[0-9-]{3,13}", each.number) for each in EMERGENCY_NUMBERS)
    assert len({each.code for each in EMERGENCY_NUMBERS}) == len(EMERGENCY_NUMBERS)
