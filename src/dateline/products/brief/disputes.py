"""Who contradicts whom: denials, numbers that differ, and fields on which reports disagree."""

from collections.abc import Iterator, Sequence

from dateline.products.brief.acts import Act, Told
from dateline.products.brief.ledger import Ledger
from dateline.products.brief.lexicon import lexicon
from dateline.products.brief.model import Passage, Sentence
from dateline.products.brief.nouns import capital, words
from dateline.products.brief.phrases import count_phrase, when_phrase, where_phrase
from dateline.products.brief.telling import is_disputed, tellings
from dateline.products.brief.voices import credit
from dateline.schema.claims import Status

_COUNTED = ("killed", "wounded", "abducted", "captured", "displaced")


def disputes(acts: Sequence[Act], ledger: Ledger) -> Passage:
    """One sentence a contradiction; one that says so where there is none."""
    found = [sentence for act in acts for sentence in _of(act, ledger)]
    if not found:
        found = [Sentence(lexicon("brief")["disputes"]["none"], ledger.of(acts))]
    return Passage(tuple(found), listed=True)


def _of(act: Act, ledger: Ledger) -> Iterator[Sentence]:
    if act.status is Status.DENIED or act.recorded.event.type == "denial" or is_disputed(act):
        told = tellings([act])[0]
        yield Sentence(told.text, ledger.of([act]))
    yield from (sentence for field in _COUNTED if (sentence := _numbers(act, field, ledger)))
    yield from _fields(act, ledger)


def _numbers(act: Act, field: str, ledger: Ledger) -> Sentence | None:
    """Who gives which number; None where all who give one give the same."""
    stated: dict[str, list[Told]] = {}
    for told in act.told:
        if (count := getattr(told.claim.toll, field)) and (shown := count_phrase(count)):
            stated.setdefault(shown, []).append(told)
    if len(stated) < 2:
        return None
    data = lexicon("brief")["disputes"]
    values = "; ".join(data["toll_value"].format(count=shown, credit=credit(held)) for shown, held in stated.items())
    text = data["tolls"].format(field=words()["toll_labels"][field], what=_happening(act), values=values)
    return Sentence(f"{capital(text)}.", ledger.cite(told for held in stated.values() for told in held))


def _fields(act: Act, ledger: Ledger) -> Iterator[Sentence]:
    """The disagreements that were recorded, but for the numbers, which `_numbers` tells."""
    data = lexicon("brief")["disputes"]
    for disagreement in act.recorded.event.disagreements:
        field = disagreement.field.rpartition(".")[2]
        claims = {claim for value in disagreement.values for claim in value.claims}
        told = [t for t in act.told if t.claim.id in claims]
        if field in _COUNTED or not told:
            continue
        by_claim = {t.claim.id: t for t in told}
        values = "; ".join(
            f"“{value.value}” {credit(held)}" if held else f"“{value.value}”"
            for value in disagreement.values
            for held in ([by_claim[claim] for claim in value.claims if claim in by_claim],)
        )
        text = data["fields"].format(field=f"the {field}", what=_happening(act), values=values)
        yield Sentence(f"{text}.", ledger.cite(told))


def _happening(act: Act) -> str:
    """ "the suicide bombing in Mogadishu, Somalia on 9 October 2022"."""
    return " ".join(filter(None, (act.type.name, where_phrase(act), when_phrase(act))))
