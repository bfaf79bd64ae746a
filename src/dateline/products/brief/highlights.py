"""What a reader must know first: the acts that weigh most."""

from collections.abc import Iterable, Sequence
from typing import Any

from dateline.products.brief.acts import Act, documents_of
from dateline.products.brief.ledger import Ledger
from dateline.products.brief.lexicon import lexicon
from dateline.products.brief.model import Passage, Sentence
from dateline.products.brief.nouns import capital
from dateline.products.brief.selection import in_text_order
from dateline.products.brief.telling import Telling, tellings
from dateline.products.brief.voices import outlet_name


def highlights(acts: Sequence[Act], ledger: Ledger) -> tuple[Passage, ...]:
    """The weightiest sentences in the order of the text, with a word on single sources first."""
    data = lexicon("brief")["highlights"]
    told = tellings(in_text_order(acts))
    documents = documents_of(acts)
    most = data["alone" if len(documents) == 1 else "most"]
    best = [t for t in sorted(told, key=lambda t: -weight(t.acts)) if weight(t.acts) >= data["least"]][:most]
    sentences = [Sentence(t.text, ledger.of(t.acts)) for t in told if t in best]
    if len(documents) == 1:
        (document,) = documents.values()
        text = data["single"].format(report=_report(outlet_name(document)))
        sentences.insert(0, Sentence(text, ledger.of(acts)))
    return (Passage(tuple(sentences), listed=True),) if sentences else ()


def _report(outlet: str) -> str:
    return outlet if outlet.startswith("one ") else f"one report by {outlet}"


def weight(acts: Iterable[Act]) -> float:
    """How much the acts weigh together: the weightiest of them."""
    return max(_weight(act, lexicon("brief")["severity"]) for act in acts)


def _weight(act: Act, points: Any) -> float:
    toll = act.recorded.event.toll.killed
    killed = (toll.best or toll.low or toll.high or 0) if toll else 0
    return float(
        points["family"][act.type.family]
        + points["status"][act.status.value]
        + points["background"] * act.background
        + points["killed"] * (killed > 0)
        + points["sources"] * (act.recorded.event.independent_sources - 1)
        + points["actor"] * any(part.name for part, _ in act.actors)
        + points["statement"] * act.type.statement
        + points["vague"] * (not act.pinned)
        + points["bare"] * (not act.actors and not act.targets)
        + min(killed, 100) / 50
    )


def sentences(told: Iterable[Telling], ledger: Ledger) -> tuple[Sentence, ...]:
    """The tellings with their citations."""
    return tuple(Sentence(capital(t.text), ledger.of(t.acts)) for t in told)
