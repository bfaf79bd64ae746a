"""When, where and how many, as a brief says them; "" where the reports do not."""

from collections.abc import Sequence
from datetime import date

from rapidfuzz.fuzz import ratio

from dateline.products.brief.acts import Act
from dateline.products.brief.nouns import listed, words
from dateline.products.wording import country_names
from dateline.schema.places import STRETCH, Location, PlacePrecision, Relation
from dateline.schema.quantities import Count
from dateline.schema.times import Precision, When

_BEFORE = {
    Relation.OUTSIDE: "outside",
    Relation.NEAR: "near",
    Relation.DIRECTION: "near",
    Relation.BORDER: "on the border of",
}
SAME_NAME = 60  # of 100: "Sirte" and "Surt"
_WIDE = {PlacePrecision.FEATURE: "in the area of", PlacePrecision.WATER: "off"}


def when_phrase(act: Act) -> str:
    """ "on 9 October 2022", "in June 2017", "between 3 and 9 May 2017", "in “the past several months”"."""
    when = act.when
    if when is None:
        return ""
    if act.days is None:
        return _relative(when, act.text_of_when(when))
    days = days_phrase(*act.days, when.precision)
    if not act.dated:
        return "" if act.type.statement else f"by {bare_days(*act.days, when.precision)}"
    return days


def _relative(when: When, text: str) -> str:
    if when.span is None:
        return ""
    said = " ".join(when.span.of(text).split())
    bare = said.split()[0].lower() in words()["bare_times"] or said.lower().endswith("ago")
    return f"“{said}”" if bare else f"in “{said}”"


def days_phrase(start: date, end: date, precision: Precision) -> str:
    """Inclusive days with their preposition."""
    if start == end:
        return f"on {day_words(start)}"
    if _is_whole(start, end, precision):
        return f"in {bare_days(start, end, precision)}"
    first = str(start.day) if (start.year, start.month) == (end.year, end.month) else day_words(start)
    return f"between {first} and {day_words(end)}"


def bare_days(start: date, end: date, precision: Precision = Precision.UNKNOWN) -> str:
    """Inclusive days without a preposition: "9 October 2022", "June 2017", "2016", "3–9 May 2017"."""
    if start == end:
        return day_words(start)
    if _is_whole(start, end, precision):
        return str(start.year) if precision is Precision.YEAR else f"{start:%B %Y}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day_words(end)}"
    return f"{day_words(start)} – {day_words(end)}"


def _is_whole(start: date, end: date, precision: Precision) -> bool:
    same_year = start.year == end.year
    return same_year and (precision is Precision.YEAR or (precision is Precision.MONTH and start.month == end.month))


def day_words(day: date) -> str:
    """ "9 October 2022"."""
    return f"{day.day} {day:%B %Y}"


def where_phrase(act: Act) -> str:
    """ "in Gao, Mali", "near Gwoza, Borno, Nigeria", "from Syria to Libya"; the words in quotes where unknown."""
    origin, destination = act.ends
    if act.type.movement and (origin or destination):
        start = f"from {location_words(*origin)}" if origin else ""
        end = f"to {location_words(*destination)}" if destination else ""
        return " ".join(filter(None, (start, end)))
    if act.place is None or act.type.statement:
        return ""
    return f"{_preposition(act.place)} {location_words(act.place, act.text_of(act.place))}"


def _preposition(location: Location) -> str:
    if location.place is None:
        return _BEFORE.get(location.relation, "at")
    if location.relation is Relation.BETWEEN:
        return "between" if location.place.kind == STRETCH else "on the way between two places, one of them"
    at = "at" if location.precision is PlacePrecision.EXACT else "in"
    return _BEFORE.get(location.relation) or _WIDE.get(location.precision, at)


def location_words(location: Location, text: str) -> str:
    """The place with its first-order division and country; the report's words in quotes where it is not known."""
    place = location.place
    if place is None:
        return f"“{' '.join(location.span.of(text).split())}”"
    if location.precision is PlacePrecision.COUNTRY or place.country is None:
        return articled(place.name)
    division = place.admin1 if place.admin1 and not _alike(place.admin1, place.name) else None
    return ", ".join(filter(None, (articled(place.name), division, country_words(place.country))))


def _alike(division: str, name: str) -> bool:
    """True where the division has the name of the place, spelled otherwise or longer, or is written for an index."""
    return "," in division or division.startswith(f"{name} ") or ratio(division.lower(), name.lower()) >= SAME_NAME


def country_words(code: str) -> str:
    """A country's name, with its article where it takes one."""
    return articled(country_names().get(code, code))


def articled(name: str) -> str:
    """The name of a place with the article it takes inside a sentence."""
    river = name.split()[-1] in ("River", "Desert", "Mountains", "Sea", "Gulf", "Valley", "Islands")
    return f"the {name}" if river or name in words()["article_countries"] else name


def count_phrase(count: Count) -> str:
    """ "7", "at least 9", "up to 36", "between 9 and 26"; "" where the words give no number."""
    low, best, high = count.low, count.best, count.high
    if low is not None and low == high:
        return f"{low:,}"
    if low is not None and high is not None:
        return f"between {low:,} and {high:,}"
    if low is not None:
        return f"at least {low:,}"
    if high is not None:
        return f"up to {high:,}"
    return f"about {best:,}" if best is not None else ""


def where_together(acts: Sequence[Act]) -> str:
    """Where the acts took place, each place once."""
    return listed(filter(None, (where_phrase(act) for act in acts)))
