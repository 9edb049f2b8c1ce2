"""Groups of days and hours -> recurring rules."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from directory.domain.schedule import Closure, Frequency, Rule, Window
from directory.text.schedule_groups import NO_WEEKDAYS, DaySpec, Group
from directory.text.schedule_hours import end_later

EVERY_DAY = tuple(range(7))
NOON = 12 * 60
WORKING_WEEK = frozenset(range(5))


@dataclass(slots=True)
class Rules:
    """Rules of one text and the flags that making them raised.

    `concluded`: days of a rule were concluded from the closing days, so any stated days take precedence.
    """

    rules: list[Rule] = field(default_factory=list)
    flags: dict[str, None] = field(default_factory=dict)
    concluded: bool = False


def make_rules(groups: list[Group], closures: list[Closure]) -> Rules:
    """Rules of all groups; hours without days get the complement of the closing days, if any are named."""
    made = Rules()
    groups = _join_leading_hours(groups)
    base: tuple[Window, ...] = ()
    for group in groups:
        windows = group.open_windows() or _half_day(group, base)
        if group.end is not None and not windows:
            _add_changed_end(group, base, made)
            continue
        _add_group(group, windows, closures, made)
        base = windows or base
    made.rules = _without_exceptional_months(_with_known_weekday(_merge(_with_late_weeks(made.rules))))
    _flag_days(groups, made)
    return made


def _join_leading_hours(groups: list[Group]) -> list[Group]:
    """「9:00~15:00 月~金」: hours that come first belong to the days after them."""
    if len(groups) < 2 or groups[0].specs or not groups[0].windows or groups[0].months:
        return groups
    followers = groups[1:]
    if any(group.has_hours or group.is_topic or group.is_extension or not group.specs for group in followers):
        return groups
    for group in followers:
        group.windows = list(groups[0].windows)
        group.pauses = groups[0].pauses
    return followers


def _add_group(group: Group, windows: tuple[Window, ...], closures: list[Closure], made: Rules) -> None:
    """One rule per day of the group."""
    label = group.label or group.part
    if not group.specs and group.months and any(rule.freq for rule in made.rules):
        usual = [rule for rule in made.rules if rule.freq and not rule.months]
        made.rules.extend(replace(rule, months=group.months, windows=windows) for rule in usual)
        return
    if not group.specs:
        made.concluded = bool(closures)
        made.rules.append(replace(_dayless(closures), months=group.months, windows=windows, label=label))
        return
    for spec in group.specs:
        rule = make_rule(spec, made.flags)
        freq: Frequency | None = None if group.is_extension else rule.freq
        has_own_hours = bool(windows or group.part)
        if group.is_topic and rule.count is not None:
            _exclude_days(made, replace(rule, freq="weekly"))
        if has_own_hours and rule.freq == "weekly" and (group.is_topic or made.concluded):
            _exclude_days(made, rule)
        made.rules.append(replace(rule, freq=freq, windows=windows, label=label))
    if group.is_extension:
        made.flags["extension"] = None


def _dayless(closures: list[Closure]) -> Rule:
    """Days of hours that stand alone: all but the closing days when the text names those, else unknown."""
    if not closures:
        return Rule()
    closed = {day for closure in closures if not closure.nth and not closure.months for day in closure.byday}
    if not closed:
        return Rule(freq="daily")
    return Rule(freq="weekly", byday=tuple(day for day in EVERY_DAY if day not in closed))


def make_rule(spec: DaySpec, flags: dict[str, None]) -> Rule:
    """The rule of one day, without hours."""
    days = spec.weekdays
    if spec.week_interval > 1 or spec.month_interval > 1:
        flags["phase_unknown"] = None
    if spec.count is not None and not spec.nth and not spec.month_days:
        flags["nth_unknown"] = None
    if spec.count is not None and spec.nth and spec.count < len(spec.nth) * max(1, len(days.byday)):
        flags["uncertain"] = None
    count = None if spec.nth or spec.month_days else spec.count
    return Rule(
        freq=_frequency(spec),
        byday=days.byday,
        nth=spec.nth if not spec.month_days else (),
        bymonthday=spec.month_days,
        months=spec.months,
        interval=max(spec.week_interval, spec.month_interval),
        count=count,
        offset_days=spec.offset_days,
        on_holidays=days.on_holidays,
        skips_holidays=days.skips_holidays,
    )


def _frequency(spec: DaySpec) -> Frequency | None:
    """Monthly for ordinal weeks, days of the month and counts; weekly for weekdays; daily for 毎日."""
    if spec.nth or spec.month_days or spec.count is not None or spec.month_interval > 1:
        return "monthly"
    if spec.weekdays.is_daily:
        return "daily"
    return "weekly" if spec.weekdays != NO_WEEKDAYS else None


def _add_changed_end(group: Group, base: tuple[Window, ...], made: Rules) -> None:
    """「月曜は16時まで」, 「5月~8月は午後6時まで」: the hours before with another end."""
    if group.end is None:
        return
    windows = end_later(base, group.end)
    label = "" if windows else group.end_text.strip()
    if not group.specs:
        known = made.rules[-1] if made.rules and group.months else Rule()
        made.rules.append(replace(known, months=group.months, windows=windows, label=label))
        return
    for spec in group.specs:
        rule = make_rule(spec, made.flags)
        freq = rule.freq if windows else None
        if windows and rule.freq == "weekly":
            _exclude_days(made, rule)
        made.rules.append(replace(rule, freq=freq, windows=windows, label=label))


def _exclude_days(made: Rules, special: Rule) -> None:
    """Takes days with their own hours out of the rules before."""
    for index, rule in enumerate(made.rules):
        if rule.freq == "daily" and special.byday and not special.months:
            rest = tuple(day for day in EVERY_DAY if day not in special.byday)
            made.rules[index] = replace(rule, freq="weekly", byday=rest)
        if rule.freq == "weekly" and set(special.byday) < set(rule.byday):
            made.rules[index] = replace(rule, byday=tuple(day for day in rule.byday if day not in special.byday))


def _merge(rules: list[Rule]) -> list[Rule]:
    """Joins rules that differ only in the ordinal week or only in the weekdays of a plain week."""
    merged: list[Rule] = []
    for rule in rules:
        match = next((index for index, known in enumerate(merged) if _can_join(known, rule)), None)
        if match is None:
            merged.append(rule)
            continue
        known = merged[match]
        merged[match] = replace(
            known,
            nth=tuple(sorted({*known.nth, *rule.nth})),
            byday=tuple(sorted({*known.byday, *rule.byday})),
            bymonthday=tuple(sorted({*known.bymonthday, *rule.bymonthday})),
            on_holidays=known.on_holidays or rule.on_holidays,
            skips_holidays=known.skips_holidays or rule.skips_holidays,
        )
    return merged


def _with_late_weeks(rules: list[Rule]) -> list[Rule]:
    """「木曜日 10時~ 第2・4週」: weeks named without a weekday belong to the weekdays before."""
    late = [rule for rule in rules if rule.freq == "monthly" and rule.nth and not rule.byday]
    if len(late) != 1 or not any(rule.freq == "weekly" for rule in rules):
        return rules
    return [
        replace(rule, freq="monthly", nth=late[0].nth) if rule.freq == "weekly" else rule
        for rule in rules
        if rule is not late[0]
    ]


def _half_day(group: Group, base: tuple[Window, ...]) -> tuple[Window, ...]:
    """「水曜は午前のみ」: those of the usual hours that lie before (after) noon."""
    if not (group.is_topic and group.part.startswith(("午前", "午後"))):
        return ()
    if group.part.startswith("午前"):
        return tuple(window for window in base if window.end is not None and window.end <= NOON)
    return tuple(window for window in base if window.start >= NOON)


def _without_exceptional_months(rules: list[Rule]) -> list[Rule]:
    """「第4日曜日(12月は第3日曜日)」: the usual week does not hold in December."""
    reduced: list[Rule] = []
    for rule in rules:
        others = {month for other in rules if _is_exception(other, rule) for month in other.months}
        months = tuple(month for month in range(1, 13) if month not in others)
        reduced.append(replace(rule, months=months) if others else rule)
    return reduced


def _with_known_weekday(rules: list[Rule]) -> list[Rule]:
    """「第1・第3土曜(1月は第2・第4)」: other weeks of some months are those of the same weekday."""
    known = next((rule for rule in rules if rule.freq == "monthly" and rule.nth and rule.byday), None)
    if known is None:
        return rules
    return [
        replace(rule, byday=known.byday, windows=rule.windows or known.windows)
        if rule.freq == "monthly" and rule.nth and rule.months and not rule.byday
        else rule
        for rule in rules
    ]


def _is_exception(other: Rule, rule: Rule) -> bool:
    """Whether a rule for a few months names another week for the same weekday."""
    if rule.freq != "monthly" or other.freq != "monthly" or rule.months or not 0 < len(other.months) <= 3:
        return False
    names_other_week = bool(rule.nth and other.nth) and rule.byday == other.byday
    return names_other_week or bool(rule.nth and other.bymonthday)


def _can_join(known: Rule, rule: Rule) -> bool:
    """Whether two rules are one: 第1土曜 and 第3土曜, 月曜 and 火曜, 15日 and 29日."""
    if replace(known, nth=rule.nth) == rule and known.nth and rule.nth:
        return True
    if replace(known, bymonthday=rule.bymonthday) == rule:
        return True
    if replace(known, skips_holidays=rule.skips_holidays) == rule:
        return True  # 平日(月~金)
    is_plain_week = known.freq == "weekly" and known.interval == 1
    return is_plain_week and replace(known, byday=rule.byday, on_holidays=rule.on_holidays) == rule


def _flag_days(groups: list[Group], made: Rules) -> None:
    """days_unknown when hours have no days; supplement when the text only adds to days stated elsewhere."""
    dayless = [rule for rule in made.rules if rule.freq is None]
    extended = {day for rule in dayless for day in rule.byday}
    covers_week = "extension" in made.flags and extended.issuperset(WORKING_WEEK)
    if dayless and not covers_week:
        made.flags["days_unknown"] = None
    named = {day for group in groups for spec in group.specs for day in spec.weekdays.byday}
    topics = [group.is_topic for group in groups if group.specs]
    if topics and all(topics) and not dayless and len(named) < 5:
        made.flags["supplement"] = None
