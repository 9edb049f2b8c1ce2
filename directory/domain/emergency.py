"""Telephone numbers for emergencies that hold everywhere in Japan, and what each of them is for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyNumber:
    """One number. `code` names its sentences; `is_all_day`: somebody answers day and night."""

    code: str
    number: str
    is_all_day: bool = True


EMERGENCY_NUMBERS: tuple[EmergencyNumber, ...] = (
    EmergencyNumber(code="police", number="110"),
    EmergencyNumber(code="ambulance", number="119"),
    EmergencyNumber(code="child_abuse", number="189"),
    EmergencyNumber(code="partner_violence", number="#8008", is_all_day=False),
    EmergencyNumber(code="partner_violence_plus", number="0120-279-889"),
    EmergencyNumber(code="police_advice", number="#9110", is_all_day=False),
    EmergencyNumber(code="any_trouble", number="0120-279-338"),
)
"""Life in danger first, then who listens.

Source: National Police Agency (110, #9110), Fire and Disaster Management Agency (119), Children and Families Agency
(189 児童相談所虐待対応ダイヤル), Cabinet Office (#8008 DV相談ナビ, 0120-279-889 DV相談プラス), Ministry of Health
(0120-279-338 よりそいホットライン). #8008 and #9110 lead to desks of the prefecture, whose hours differ.
"""
