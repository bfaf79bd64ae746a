"""Reports of one happening link; what they keep apart stays apart; order and repetition change nothing."""

import random
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import DataError
from dateline.events.blocking import block_keys
from dateline.events.constraints import Constraints
from dateline.events.link import link
from dateline.events.relink import relink
from dateline.schema.claims import Claim
from dateline.schema.documents import Document
from dateline.schema.events import Event
from tests.events.reports import by_id, claim, report

MONDAY = date(2017, 9, 4)
AGENCY = report(
    "Gunmen stormed the Al-Jadid market in Sabha on Monday, killing nine people, among them the trader Salem Arhuma.",
    outlet="Reuters",
    published=MONDAY,
)
PAPER = report(
    "Twelve people died in the attack on Sabha's Al-Jadid market, doctors said. Salem Arhuma was buried on Tuesday.",
    outlet="Fezzan Courier",
)
OTHER = report(
    "A convoy carrying fuel was attacked near a checkpoint at Bani Walid on Monday and two drivers were killed.",
    outlet="Fezzan Courier",
)
STORMED = claim(AGENCY, "stormed", killed=("nine", 9), town="Sabha", day=MONDAY)
ATTACK = claim(PAPER, "attack", killed=("Twelve", 12), town="Sabha")
CONVOY = claim(OTHER, "attacked", killed=("two", 2), town="Bani Walid", day=MONDAY)
DOCUMENTS = by_id([AGENCY, PAPER, OTHER])
CLAIMS = [STORMED, ATTACK, CONVOY]


def groups(events: Iterable[Event]) -> set[frozenset[str]]:
    return {frozenset(event.claims) for event in events}


def test_reports_of_one_attack_with_different_tolls_are_one_event() -> None:
    joined = link(CLAIMS, DOCUMENTS)
    assert groups(joined) == {frozenset({STORMED.id, ATTACK.id}), frozenset({CONVOY.id})}
    attack = joined[0]
    assert attack.toll.killed is not None
    assert (attack.toll.killed.low, attack.toll.killed.best, attack.toll.killed.high) == (9, 12, 12)
    assert attack.independent_sources == 2
    assert any("Salem Arhuma" in reason for reason in attack.reasons)
    killed = next(d for d in attack.disagreements if d.field == "toll.killed")
    assert {stated.value: stated.claims for stated in killed.values} == {"9": (STORMED.id,), "12": (ATTACK.id,)}


def test_two_attacks_in_one_city_on_one_day_stay_apart() -> None:
    police = report("A car bomb killed four policemen at the Mahdia police station in Sabha on Monday.", outlet="A")
    wedding = report("Gunmen fired on a wedding party in the Nasiriya district of Sabha on Monday. One guest died.")
    claims = [
        claim(police, "bomb", type_id="ied", killed=("four", 4), town="Sabha", day=MONDAY),
        claim(wedding, "fired", type_id="attack_on_civilians", killed=("One", 1), town="Sabha", day=MONDAY),
    ]
    assert len(link(claims, by_id([police, wedding]))) == 2


def test_one_report_links_as_it_reads() -> None:
    assert groups(link([CONVOY], DOCUMENTS)) == {frozenset({CONVOY.id})}


def test_a_claim_without_its_document_is_an_error() -> None:
    with pytest.raises(DataError, match="was not given"):
        link([STORMED], {})


def test_linked_claims_share_a_block_key() -> None:
    assert block_keys(STORMED, AGENCY) & block_keys(ATTACK, PAPER)
    long_ago = report(OTHER.text, published=date(2011, 1, 1))
    assert not block_keys(STORMED, AGENCY) & block_keys(claim(long_ago, "attacked"), long_ago)


def test_an_undated_report_shares_a_key_with_its_dated_twin() -> None:
    undated = report(PAPER.text + " More follows.", published=None)
    assert block_keys(claim(undated, "attack"), undated) & block_keys(STORMED, AGENCY)


def test_reviewers_outrank_scores_and_can_take_it_back() -> None:
    merge = Constraints.of(together=[(CONVOY.id, ATTACK.id), (STORMED.id, ATTACK.id)])
    merged = link(CLAIMS, DOCUMENTS, constraints=merge)
    assert groups(merged) == {frozenset({STORMED.id, ATTACK.id, CONVOY.id})}
    assert any("a reviewer" in reason for reason in merged[0].reasons)
    split = link(CLAIMS, DOCUMENTS, constraints=Constraints.of(apart=[(STORMED.id, ATTACK.id)]))
    assert len(split) == 3
    both = Constraints.of(together=[(CONVOY.id, ATTACK.id), (CONVOY.id, STORMED.id)], apart=[(STORMED.id, ATTACK.id)])
    assert not any({STORMED.id, ATTACK.id} <= group for group in groups(link(CLAIMS, DOCUMENTS, constraints=both)))
    assert link(CLAIMS, DOCUMENTS, constraints=Constraints()) == link(CLAIMS, DOCUMENTS)


def test_a_later_report_keeps_the_id() -> None:
    alone = {event.id for event in link([STORMED, CONVOY], DOCUMENTS)}
    assert {event.id for event in link(CLAIMS, DOCUMENTS)} == alone


WHERE = ("Sabha", "Murzuq", "Bani Walid")
WHO = ("Salem Arhuma", "Idris Qadhafi", "Mabrouka Tayeb", "Farhat Senussi")
WHAT = ("a fuel depot", "the vegetable market", "a wedding tent", "the court house")


@st.composite
def told(draw: st.DrawFn) -> tuple[Document, Claim]:
    town, who, what = draw(st.sampled_from(WHERE)), draw(st.sampled_from(WHO)), draw(st.sampled_from(WHAT))
    day = MONDAY + timedelta(days=draw(st.integers(0, 12)))
    dead = draw(st.integers(1, 4))
    outlet = draw(st.sampled_from(("Fezzan Courier", "Reuters", "Radio Sirte")))
    document = report(
        f"Gunmen attacked {what} in {town} and killed {dead} people, {outlet} learned. {who} was among the dead.",
        published=day,
        outlet=outlet,
    )
    return document, claim(document, "attacked", killed=(str(dead), dead), town=town, day=day)


class Shelf:
    """Claims by key, as a record keeps them."""

    def __init__(self, held: Sequence[tuple[Document, Claim]]) -> None:
        self.held = held

    def claims_with_keys(self, keys: Iterable[str]) -> list[Claim]:
        wanted = frozenset(keys)
        return [one for document, one in self.held if block_keys(one, document) & wanted]

    def documents(self, ids: Iterable[str]) -> list[Document]:
        wanted = set(ids)
        return [document for document, _ in self.held if document.id in wanted]


def linked(held: Sequence[tuple[Document, Claim]]) -> tuple[Event, ...]:
    return link([one for _, one in held], by_id(document for document, _ in held))


REPORTS = st.lists(told(), min_size=2, max_size=14, unique_by=lambda pair: pair[0].id)


@settings(max_examples=40, deadline=None)
@given(REPORTS, st.randoms(use_true_random=False))
def test_order_changes_nothing(held: list[tuple[Document, Claim]], chance: random.Random) -> None:
    shuffled = list(held)
    chance.shuffle(shuffled)
    assert linked(held) == linked(shuffled) == linked(held)


@settings(max_examples=40, deadline=None)
@given(REPORTS)
def test_linking_what_a_report_bears_on_gives_the_events_of_linking_all(held: list[tuple[Document, Claim]]) -> None:
    document, new = held[-1]
    before, after = linked(held[:-1]), linked(held)
    touched = relink(block_keys(new, document), Shelf(held))
    assert set(touched) <= set(after)
    moved = {claim_id for event in touched for claim_id in event.claims}
    assert new.id in moved
    assert {e for e in before if not moved & set(e.claims)} == {e for e in after if not moved & set(e.claims)}


@settings(max_examples=40, deadline=None)
@given(REPORTS, st.randoms(use_true_random=False))
def test_reports_that_come_in_any_order_give_the_events_of_all_at_once(
    held: list[tuple[Document, Claim]], chance: random.Random
) -> None:
    coming = list(held)
    chance.shuffle(coming)
    events: set[Event] = set()
    for n, (document, new) in enumerate(coming, start=1):
        touched = relink(block_keys(new, document), Shelf(coming[:n]))
        moved = {claim_id for event in touched for claim_id in event.claims}
        events = {event for event in events if not moved & set(event.claims)} | set(touched)
    assert events == set(linked(held))
