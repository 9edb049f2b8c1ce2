"""Schedules -> the notation in which bulletins print them: 毎月第2・第4土曜 10:00～12:00 休み:祝日、年末年始."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from directory.domain.schedule import Closure, Rule, Schedule, SchoolTime, SpecialDays, Window
from directory.domain.schedule_form import ScheduleForm, from_form
from directory.text.schedule_days import WEEKDAYS

DAY_MINUTES = 24 * 60
WORKDAYS = (0, 1, 2, 3, 4)
SHORTEST_RUN = 3
DAYS_OF_WEEK = 7
MOVES = {1: "翌日", 7: "翌週", -1: "前日"}
SCHOOL_TIMES: dict[SchoolTime | None, str] = {
    "school_days": "学校のある日の",
    "school_vacations": "長期休暇中の",
    "summer_vacation": "夏休み中の",
}
EVERY_MONTH = frozenset(range(1, 13))
SPECIAL_NAMES: dict[SpecialDays, str] = {
    "holiday": "祝日",
    "after_holiday": "祝日の翌日",
    "new_year": "年末年始",
    "obon": "お盆",
    "summer_vacation": "夏休み",
    "winter_vacation": "冬休み",
    "spring_vacation": "春休み",
}


def format_schedule(schedule: Schedule) -> str:
    """Rules, closings and single dates of a schedule; reading the text again gives the same days and hours.

    Flags are kept only where a word says them (不定期, 隔週, an open end); what was not understood is not repeated.
    """
    parts = [_format_rules(schedule.rules)] if schedule.rules else []
    has_target = any(closure.shift for closure in schedule.closed) or any(rule.moved_days for rule in schedule.rules)
    if "shift_if_holiday" in schedule.flags and not has_target:
        parts.append("(祝日の場合は振替)")
    if "irregular" in schedule.flags:
        parts.append("不定期")
    if schedule.added:
        parts.append(_with_hours("・".join(map(_format_date, schedule.added)), schedule.added_windows))
    if schedule.closed:
        parts.append(f"休み:{'、'.join(_format_closure(closure) for closure in schedule.closed)}")
    if schedule.cancelled:
        parts.append(f"({'・'.join(map(_format_date, schedule.cancelled))}は休み)")
    return " ".join(parts)


def publish_form(form: ScheduleForm) -> Schedule:
    """The schedule of the builder's fields with the text that everybody reads: its notation, then the note."""
    schedule = from_form(form)
    raw = " ".join(part for part in (format_schedule(schedule), form.note.strip()) if part)
    return replace(schedule, raw=raw)


def format_windows(windows: tuple[Window, ...]) -> str:
    """Hours of a day: 9:00～12:00、13:00～16:00; the end of a night is that of the next day."""
    return "、".join(_format_window(window) for window in windows)


def _format_rules(rules: tuple[Rule, ...]) -> str:
    """All rules, one after the other; a day after another one follows it: 第3火曜とその直後の木曜."""
    phrases: list[str] = []
    before = Rule()
    for rule in _hours_first(rules):
        if rule.offset_days and replace(rule, offset_days=0) == before and before.byday:
            weekday = WEEKDAYS[(before.byday[-1] + rule.offset_days) % 7]
            phrases[-1] = _with_hours(f"{_format_days(before)}とその直後の{weekday}曜", rule.windows)
            continue
        if phrases:
            phrases.append("、" if before.windows else "。")  # 第1月曜、平日 would be days of one list
        phrases.append(_format_rule(rule))
        before = rule
    return "".join(phrases)


def _hours_first(rules: tuple[Rule, ...]) -> list[Rule]:
    """Rules without hours last: hours belong to all days that stand before them.

    平日 beside 月~金 of the same hours says nothing more, and would take the holidays away when read again.
    """
    said = (rule for rule in rules if not rule.skips_holidays or replace(rule, skips_holidays=False) not in rules)
    return sorted(said, key=lambda rule: not rule.windows)


def _format_rule(rule: Rule) -> str:
    """One rule: what its days are called, when in the year, and its hours."""
    days = f"{SCHOOL_TIMES.get(rule.school_time, '')}{_format_days(rule)}{_format_move(rule)}"
    if rule.label.endswith("まで"):
        days = f"{days} {rule.label}".strip()
    elif rule.label:
        is_part = rule.label[0] in "午朝昼夕夜" and not rule.label.endswith(("食", "ごはん"))
        days = f"{days}の{rule.label}" if is_part and days else f"{rule.label} {days}"
    return _with_hours(days, rule.windows)


def _format_move(rule: Rule) -> str:
    """(祝日の場合は翌週), (祝日の場合は火曜日)."""
    if rule.moved_days is None or not rule.byday:
        return ""
    weekday = f"{WEEKDAYS[(rule.byday[0] + rule.moved_days) % 7]}曜日"
    if rule.moved_days > DAYS_OF_WEEK:
        weekday = f"翌週{weekday}"
    weeks = "・".join(f"第{nth + rule.moved_days // 7}" for nth in rule.nth)
    later_week = f"{weeks}{weekday[-3:]}" if weeks and not rule.moved_days % DAYS_OF_WEEK else weekday
    return f"(祝日の場合は{MOVES.get(rule.moved_days, later_week)})"


def _with_hours(days: str, windows: tuple[Window, ...]) -> str:
    """Days and their hours, whichever of them is known."""
    return " ".join(part for part in (days, format_windows(windows)) if part)


def _format_days(rule: Rule) -> str:
    """The days of a rule; empty when it has none."""
    months = _join_runs([f"{month}月" for month in rule.months], rule.months)
    days = _format_month_days(rule) or _format_week_days(rule)
    if months and days:
        return f"{months}の{days}"
    return months or (f"毎月{days}" if rule.freq == "monthly" and (rule.nth or rule.bymonthday) else days)


def _format_month_days(rule: Rule) -> str:
    """15日・29日, 月末."""
    return "・".join("月末" if day == -1 else f"{day}日" for day in sorted(rule.bymonthday, key=lambda day: day % 32))


def _format_week_days(rule: Rule) -> str:
    """Weekdays with how often they come."""
    if rule.freq == "daily":
        return "毎日"
    names = _format_weekdays(rule)
    if rule.nth:
        numbered = "・".join(f"第{nth}" for nth in rule.nth if nth > 0)
        last = f"最終{names}" if -1 in rule.nth else ""
        return "、".join(part for part in (f"{numbered}{names}" if numbered else "", last) if part)
    if rule.freq == "monthly":
        often = f"{rule.interval}か月に1回" if rule.interval > 1 else f"月{rule.count}回" if rule.count else ""
        return f"{often} {names}".strip()
    if rule.interval > 1:
        phase = f"({_format_date(rule.phase_on)}から)" if rule.phase_on else ""
        return f"隔週{names}{phase}"
    return f"毎週{names}" if rule.byday and names[0] in WEEKDAYS else names


def _format_weekdays(rule: Rule) -> str:
    """土曜, 月・水曜, 平日, 土・日曜・祝日."""
    if rule.skips_holidays and rule.byday == WORKDAYS:
        return "平日"
    letters = [WEEKDAYS[day] for day in rule.byday]
    # a run under an ordinal week (第1月~金曜) may be one week or the first of each weekday
    names = "・".join(letters) if rule.nth else _join_runs(letters, rule.byday)
    names = f"{names}曜" if names else ""
    return "・".join(part for part in (names, "祝日" if rule.on_holidays else "") if part)


def _join_runs(names: list[str], numbers: tuple[int, ...]) -> str:
    """Names joined by ・; three and more whose numbers follow each other as a range: 月～金・日."""
    parts: list[str] = []
    begin = 0
    for index in range(1, len(numbers) + 1):
        if index < len(numbers) and numbers[index] == numbers[index - 1] + 1:
            continue
        run = names[begin:index]
        parts.extend([f"{run[0]}～{run[-1]}"] if len(run) >= SHORTEST_RUN else run)
        begin = index
    return "・".join(parts)


def _format_closure(closure: Closure) -> str:
    """One closing with what moves it or keeps it open."""
    if closure.ranges:
        return "・".join(_format_range(first, last) for first, last in closure.ranges)
    if closure.special:
        return "、".join(SPECIAL_NAMES[special] for special in closure.special)
    names = f"{'・'.join(WEEKDAYS[day] for day in closure.byday)}曜" if closure.byday else ""
    weeks = "・".join("最終" if nth == -1 else f"第{nth}" for nth in closure.nth)
    days = f"{weeks}{names or '週'}" if weeks else names
    return f"{_in_months(closure, days)}{_exceptions(closure, names)}"


def _in_months(closure: Closure, days: str) -> str:
    """The days of a closing in the months that it names, or without those in which it does not hold."""
    if not closure.months:
        return days
    missing = sorted(EVERY_MONTH.difference(closure.months))
    if days and len(missing) < len(closure.months):
        return f"{days}({'・'.join(f'{month}月' for month in missing)}除く)"
    months = "・".join(f"{month}月" for month in closure.months)
    return f"{months}の{days}" if days else months


def _exceptions(closure: Closure, names: str) -> str:
    """Where a closing moves on a holiday, and what keeps the place open."""
    moved = {"next_day": "(祝日の場合は翌日)", "next_weekday": "(祝日の場合は翌平日)", None: ""}[closure.shift]
    summer = f"(夏休み中の{names}は開館)" if "summer_vacation" in closure.exempt else ""
    holiday = "(祝日の場合は開館)" if "holiday" in closure.exempt else ""
    return f"{moved}{summer}{holiday}"


def _format_range(first: tuple[int, int], last: tuple[int, int]) -> str:
    """12月29日～1月3日, or one day."""
    begin = f"{first[0]}月{first[1]}日"
    return begin if first == last else f"{begin}～{last[0]}月{last[1]}日"


def _format_date(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _format_window(window: Window) -> str:
    end = "" if window.end is None else _clock(window.end if window.end <= DAY_MINUTES else window.end - DAY_MINUTES)
    return f"{_clock(window.start)}～{end}"


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}"
