"""The table of incidents: one act a row, every field beside its words."""

from collections.abc import Sequence

from dateline.products.brief.acts import Act
from dateline.products.brief.ledger import Ledger
from dateline.products.brief.lexicon import lexicon
from dateline.products.brief.model import Row, Table
from dateline.products.brief.nouns import capital, words
from dateline.products.brief.phrases import bare_days, when_phrase, where_phrase
from dateline.products.brief.selection import in_order
from dateline.products.brief.telling import denies, object_of, subject_of
from dateline.products.brief.voices import credit
from dateline.products.wording import count_words
from dateline.schema.claims import Status
from dateline.schema.places import PlacePrecision


def incidents(acts: Sequence[Act], ledger: Ledger) -> Table | None:
    """Every act that is not words alone, by day; None where there is none."""
    rows = tuple(_row(act, ledger) for act in in_order(act for act in acts if not act.type.statement))
    return Table(tuple(lexicon("brief")["incidents"]["columns"]), rows) if rows else None


def _row(act: Act, ledger: Ledger) -> Row:
    unknown = lexicon("brief")["incidents"]["unknown"]
    cells = (_when(act), _where(act), _what(act), subject_of(act), object_of(act), _numbers(act), _says(act))
    shown = tuple(capital(cell) if cell else unknown for cell in cells)
    return Row((*shown, str(act.recorded.event.credibility)), ledger.of([act]))


def _when(act: Act) -> str:
    if act.days and act.when:
        days = bare_days(*act.days, act.when.precision)
        return days if act.dated else f"by {days}"
    return when_phrase(act)


def _where(act: Act) -> str:
    """The place with how precisely it is known, where that is not as a town."""
    phrase = where_phrase(act).removeprefix("in ").removeprefix("at ")
    location = act.place
    plain = (
        location is None
        or location.place is None
        or location.precision in (PlacePrecision.TOWN, PlacePrecision.NEAR, PlacePrecision.FEATURE)
    )
    moved = any(act.ends) and act.type.movement
    return (
        phrase
        if plain or moved or location is None
        else f"{phrase} ({words()['precisions'][location.precision.value]})"
    )


def _what(act: Act) -> str:
    label = words()["status_labels"][act.status.value]
    name = act.type.name if act.status is Status.OCCURRED else f"{act.type.name}; {label}"
    return f"{name}; background" if act.background else name


def _numbers(act: Act) -> str:
    toll = act.recorded.event.toll
    parts = [
        f"{count_words(count)} {label}"
        for name, label in words()["toll_labels"].items()
        if (count := getattr(toll, name))
    ]
    size = next((told.claim.size for told in act.told if told.claim.size), None)
    return "; ".join([*parts, f"force {count_words(size)}"] if size else parts)


def _says(act: Act) -> str:
    saying = [told for told in act.told if not denies(told)] or act.told
    denying = [told for told in act.told if denies(told) and told not in saying]
    by = words()["denied_by"].format(by=credit(denying).removeprefix("according to ")) if denying else ""
    return "; ".join(filter(None, (credit(saying).removeprefix("according to "), by)))
