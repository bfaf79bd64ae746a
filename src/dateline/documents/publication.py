"""When a report was published, as its reader states it."""

import calendar
import re
from datetime import date

from dateline.errors import OptionError
from dateline.schema.times import Basis, DateRange, Precision

_FORM = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def parse_published(stated: str | date, *, today: date | None = None) -> DateRange:
    """The day, month or year that `stated` (YYYY-MM-DD, YYYY-MM or YYYY) names.

    Raises OptionError where it names none, or one after `today`.
    """
    text = stated.isoformat()[:10] if isinstance(stated, date) else stated.strip()
    match = _FORM.fullmatch(text)
    if not match:
        raise OptionError(f"“{text}” is no publication date: give it as YYYY-MM-DD, such as 2017-09-05.")
    try:
        published = _range(*(int(part) if part else None for part in match.groups()))
    except ValueError:
        raise OptionError(f"“{text}” is not in the calendar: give the publication date as YYYY-MM-DD.") from None
    if published.start > (today or date.today()):
        raise OptionError(f"“{text}” is in the future: give the day the report was published.")
    return published


def _range(year: int | None, month: int | None, day: int | None) -> DateRange:
    first = date(year or 0, month or 1, day or 1)
    if day:
        return DateRange(first, first, Precision.DAY, Basis.METADATA)
    if month:
        last = first.replace(day=calendar.monthrange(first.year, month)[1])
        return DateRange(first, last, Precision.MONTH, Basis.METADATA)
    return DateRange(first, date(first.year, 12, 31), Precision.YEAR, Basis.METADATA)
