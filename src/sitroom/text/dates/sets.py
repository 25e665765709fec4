"""Sets: times that come again, as TIMEX3 writes them."""

from collections.abc import Mapping
from typing import Any

from sitroom.text.dates.durations import period
from sitroom.text.dates.lexicon import lexicon
from sitroom.text.dates.spelled import spelled_count


def set_fields(parts: Mapping[str, str]) -> dict[str, Any]:
    """Return count, unit and value of a set: ``P1W`` for weekly, ``XXXX-WXX-1`` for every Monday."""
    words = lexicon()
    low = {name.rstrip("2"): text.lower().rstrip(".") for name, text in parts.items()}
    if "frequency" in low:
        return {"value": words.value("frequency", low["frequency"])}
    if "weekdays" in low or "weekday" in low:
        day = words.value("weekdays", low["weekdays"]) if "weekdays" in low else _weekday(low["weekday"])
        part = words.value("parts", low.get("parts", "")) or words.value("part", low.get("part", "")) or ""
        return {"value": f"XXXX-WXX-{day}" + (f"T{part}" if part else "")}
    if "part" in low:
        return {"value": f"XXXX-XX-XXT{words.value('part', low['part'])}"}
    if "season" in low:
        return {"value": f"XXXX-{words.value('season', low['season'])}"}
    if "month" in low:
        return {"value": f"XXXX-{words.value('month', low['month']) or words.value('month_short', low['month']):02}"}
    unit = str(words.value("unit", low["unit"]) or words.value("units", low["unit"]))
    count = spelled_count(low["count"]) if "count" in low and "times" not in low else 1.0
    if "other" in low:
        count = 2.0
    return {"count": count, "unit": unit, "value": period(count, unit)}


def _weekday(word: str) -> int:
    words = lexicon()
    return int(words.value("weekday", word) or words.value("weekday_short", word) or 1)
