"""One row of a GED-style table as a claim."""

from collections.abc import Mapping

from dateline.products.exports.countries import code_of
from dateline.products.exports.ged import ROWS
from dateline.products.imports.parts import (
    Written,
    attribution,
    claim,
    day_of,
    location,
    participant,
    rules,
    toll,
    voice_of,
)
from dateline.schema.attribution import Voice
from dateline.schema.claims import Claim
from dateline.schema.documents import Document
from dateline.schema.places import PlacePrecision
from dateline.schema.times import Basis, Precision, When

STATE = ("government of ", "government")


def unreadable(row: Mapping[str, str]) -> str | None:
    """Why the row has no claim; None where it has one."""
    violence = row.get("type_of_violence", "").strip().lower()
    return None if violence in rules()["ged_violence"] else f"no type of violence is {violence or 'empty'}"


def ged_claim(row: Mapping[str, str], outlet: str) -> tuple[Document, Claim]:
    """The row as a document of `outlet`, and its claim, whose voice is that of `source_original`."""
    named = {rules()["ged_names"].get(column, column): value for column, value in row.items()}
    uri = f"{ROWS}{named['id']}"
    written = Written.of(named, uri=uri, outlet=outlet, published=None)
    violence = written.get("type_of_violence").lower()
    country = code_of(written.get("country"))
    by = "source_original" if written.get("source_original") else "source_office"
    voice = voice_of(written.get(by)) if by == "source_original" else Voice.MEDIA
    precision = PlacePrecision(rules()["ged_places"].get(written.get("where_prec"), "near"))
    first, second = _kinds(written, violence)
    held = claim(
        written,
        rules()["ged_violence"][violence],
        written.span("type_of_violence"),
        actors=(participant(written, "side_a", first, country),),
        targets=(participant(written, "side_b", second, country),),
        place=location(written, name="where_coordinates", country=country, admin1="adm_1", precision=precision),
        when=_when(written, uri),
        deaths=toll(written, "low", "best", "high"),
        says=attribution(written, by, voice),
    )
    return written.document, held


def _kinds(written: Written, violence: str) -> tuple[str, str]:
    """What the type of violence says the sides are; a government is one by its name."""
    sides = [written.get(side).lower().startswith(STATE) for side in ("side_a", "side_b")]
    if violence in ("3", "one-sided violence"):
        return ("government" if sides[0] else "rebel group"), "civilians"
    if violence in ("2", "non-state violence"):
        return "political militia", "political militia"
    return "government", ("government" if sides[1] else "rebel group")


def _when(written: Written, uri: str) -> When:
    """The days from `date_start` to `date_end`; the day of the columns year, month and day in tables without them."""
    if not written.get("date_start"):
        parts = [written.get(part).zfill(2) for part in ("year", "month", "day")]
        day = day_of("-".join(parts), uri)
        return When(day, day, Precision.DAY, Basis.STATED, written.span("day"))
    first, last = day_of(written.get("date_start"), uri), day_of(written.get("date_end"), uri)
    length = (last - first).days + 1
    precision = Precision.DAY if length == 1 else Precision.WEEK if length <= 7 else Precision.MONTH
    return When(first, last, Precision.YEAR if length > 31 else precision, Basis.STATED, written.span("date_start"))
