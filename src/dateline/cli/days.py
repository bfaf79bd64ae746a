"""Days and moments as options give them."""

from datetime import UTC, date, datetime, time

from dateline.errors import OptionError


def day(option: str, value: str | None) -> date | None:
    """The day `YYYY-MM-DD`; OptionError, naming the option, for anything else."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise OptionError(f"{option} {value!r} is no day: write YYYY-MM-DD.") from None


def moment(option: str, value: str | None) -> datetime | None:
    """The moment in UTC; a bare day means its end."""
    if value is None:
        return None
    try:
        held = datetime.fromisoformat(value)
    except ValueError:
        raise OptionError(f"{option} {value!r} is no day or time: write YYYY-MM-DD or YYYY-MM-DDTHH:MM.") from None
    if len(value) == 10:
        return datetime.combine(held.date(), time.max, UTC)
    return held if held.tzinfo else held.replace(tzinfo=UTC)
