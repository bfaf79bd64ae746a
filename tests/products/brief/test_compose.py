"""The parts of a brief, from events built by hand."""

from dataclasses import replace
from datetime import date

import pytest

from dateline.actors.catalogue import catalogue
from dateline.products.brief import Brief, Scope, brief
from dateline.products.brief.model import Block, Passage, Picture, Table
from dateline.schema.claims import Status
from dateline.schema.records import RecordedEvent
from dateline.schema.times import Basis, Precision, When
from tests.products import recorded as made


def of(*events: RecordedEvent, scope: Scope | None = None, before: tuple[RecordedEvent, ...] = ()) -> Brief:
    return brief(events, scope or Scope(), redacted=True, before=before)


def blocks(made_: Brief, section: str) -> tuple[Block, ...]:
    return next((part.blocks for part in made_.sections if part.id == section), ())


def texts(made_: Brief, section: str) -> list[str]:
    """What the section says in sentences and rows."""
    found: list[str] = []
    for block in blocks(made_, section):
        match block:
            case Passage():
                found += [sentence.text for sentence in block.sentences]
            case Table():
                found += [" | ".join(row.cells) for row in block.rows]
            case Picture():
                found.append(block.alternative)
    return found


def later(days: int, identity: str) -> RecordedEvent:
    """The clash, so many days later, by other reports."""
    event = next(e for n, e in enumerate(made.many(days + 1)) if n == days)
    return replace(event, event=replace(event.event, id=identity))


def test_the_parts_stand_in_order() -> None:
    parts = [section.id for section in of(made.clash(), made.protest(), made.undated()).sections]
    assert parts == ["highlights", "figures", "situation", "statements", "incidents", "disputes", "gaps"]


def test_every_citation_leads_to_the_words() -> None:
    events = (made.clash(), made.protest(), made.undated(), made.formula())
    texts_of = {d.id: d.text for event in events for d in event.documents}
    composed = of(*events)
    assert list(composed.citations())
    for source in composed.sources:
        for quotation in source.quotations:
            assert quotation.span.of(texts_of[source.document]) == quotation.words
            assert all(quotation.span.contains(act) for act in quotation.acts)


def test_numbers_are_given_by_first_use() -> None:
    used = [number for citations in of(made.clash(), made.protest()).citations() for number in citations]
    first_uses = list(dict.fromkeys(used))
    assert first_uses == sorted(first_uses)


def test_the_same_events_make_the_same_brief() -> None:
    assert of(*made.everything()) == of(*made.everything())


def test_one_report_is_said_to_be_the_only_one() -> None:
    assert texts(of(made.protest()), "highlights")[0] == (
        "Everything in this brief comes from one report by The Desert Courier, and no other source confirms it."
    )


def test_numbers_that_differ_are_set_beside_each_other() -> None:
    assert texts(of(made.clash()), "disputes")[1] == (
        "Numbers killed differ (Armed clash in Ubari, Wadi al Hayat, Libya on 3 May 2017): 9, according to The Desert "
        "Courier; between 9 and 12, according to police."
    )


def test_no_dispute_is_said_to_be_none() -> None:
    assert texts(of(made.protest()), "disputes") == [
        "No claim that was read denies another, and no two numbers for one act differ."
    ]


def test_figures_count_by_status() -> None:
    rows = texts(of(made.clash(), made.protest()), "figures")
    assert "Acts told as having happened or going on | 2" in rows
    assert "People reported killed | 9–12" in rows
    assert "Acts with two or more independent sources | 1" in rows


def test_a_country_is_on_no_map() -> None:
    pictures = [block for block in blocks(of(made.clash(), made.protest()), "figures") if isinstance(block, Picture)]
    chart = next(picture for picture in pictures if picture.name == "map")
    assert "Ubari: 1 act" in chart.alternative
    assert "Libya" not in chart.alternative
    assert "not on the map: 1 act" in chart.caption.text
    assert not [b for b in blocks(of(made.protest()), "figures") if isinstance(b, Picture) and b.name == "map"]


def test_gaps_are_named() -> None:
    text = " ".join(texts(of(made.clash(), made.protest()), "gaps"))
    assert "1 act is placed no closer than a country, and is on no map." in text
    assert "Confidence in what is told here is moderate: 1 of 2 acts have two or more independent sources." in text


def test_weeks_without_reports_cite_those_on_either_side() -> None:
    composed = of(later(0, "one"), later(40, "two"))
    said = next(s for b in blocks(composed, "gaps") if isinstance(b, Passage) for s in b.sentences if "weeks" in s.text)
    assert said.text == (
        "5 of the 7 weeks of the period have no act that was read; the longest run is 8 May 2017 to 11 June 2017."
    )
    assert len(said.citations) >= 2


def test_the_period_is_the_one_asked_for() -> None:
    scope = Scope(since=date(2017, 5, 1), until=date(2017, 5, 31))
    assert of(made.clash(), scope=scope).period == "1 May 2017 to 31 May 2017"
    assert not of(made.clash(), scope=Scope(since=date(2018, 1, 1))).sections
    assert of(made.clash()).period == "3 May 2017 (day of the acts told)"


def test_an_undated_act_goes_by_its_report() -> None:
    assert of(made.undated(), scope=Scope(since=date(2017, 9, 1))).sections
    assert not of(made.undated(), scope=Scope(until=date(2017, 8, 1))).sections


@pytest.mark.parametrize(("actor", "held"), [("islamic-state", True), ("islamic state", True), ("boko-haram", False)])
def test_an_actor_is_asked_for_by_id_or_name(actor: str, held: bool) -> None:
    assert bool(of(made.clash(), scope=Scope(actor=actor)).sections) is held


def test_countries_are_asked_for_by_code() -> None:
    assert of(made.clash(), scope=Scope(countries=frozenset({"LY"}))).title == "Brief: Libya"
    assert not of(made.clash(), scope=Scope(countries=frozenset({"ML"}))).sections


def test_nothing_is_said_of_nothing() -> None:
    empty = of()
    assert empty.notes[0] == "Nothing in what was read falls under this brief."
    assert (empty.sections, empty.sources) == ((), ())


def test_the_period_before_gives_a_likelihood_and_no_confidence() -> None:
    now = tuple(later(n, f"now-{n}") for n in range(10, 20))
    then = tuple(later(n, f"then-{n}") for n in range(3, 5))
    scope = Scope(since=date(2017, 5, 13), until=date(2017, 5, 31))
    said = texts(of(*now, scope=scope, before=then), "highlights")[-1]
    assert said == (
        "10 acts of violence fall into the period, against 2 in the same number of days before it: "
        "it is almost certain (99 in 100) that what reports tell of rose."
    )


def test_no_likelihood_is_surer_than_its_word() -> None:
    now = tuple(later(n, f"now-{n}") for n in range(20, 40))
    scope = Scope(since=date(2017, 5, 23), until=date(2017, 6, 30))
    said = texts(of(*now, scope=scope, before=(later(3, "then"),)), "highlights")[-1]
    assert "it is almost certain (more than 99 in 100)" in said


def test_sums_say_that_they_are_sums() -> None:
    rows = texts(of(later(1, "one"), later(2, "two")), "figures")
    assert "People reported killed | 18–24, added up over 2 acts; most in one: between 9 and 12" in rows
    assert "People reported killed | 9–12" in texts(of(later(1, "one")), "figures")


def test_weeks_without_reports_end_with_the_period() -> None:
    scope = Scope(since=date(2017, 5, 1), until=date(2017, 7, 4))
    said = [text for text in texts(of(made.clash(), scope=scope), "gaps") if "weeks" in text]
    assert said == [
        "9 of the 10 weeks of the period have no act that was read; the longest run is 8 May 2017 to 4 July 2017."
    ]


def test_a_threat_is_not_told_a_second_time_as_an_act() -> None:
    report = made.document("Islamic State threatened attacks on traders in Ghat.")
    actors = (made.part(report, "Islamic State", **made.GROUP),)
    threat = made.claim(report, "threat", "threatened", actors=actors)
    attack = made.claim(report, "attack", "attacks", actors=actors, status=Status.THREATENED)
    composed = of(made.recorded((report,), (threat,)), made.recorded((report,), (attack,)))
    assert texts(composed, "incidents") == []
    assert texts(composed, "statements") == [
        "Islamic State threatened “attacks on traders in Ghat”, according to The Desert Courier."
    ]


def test_long_names_are_abbreviated_after_their_first_use() -> None:
    known = catalogue()["jnim"]
    events = []
    for place in ("Ghat", "Ubari"):
        report = made.document(f"{known.name} raided {place}.")
        actors = (made.part(report, known.name, actor_id=known.id, name=known.name, kind=known.kind),)
        events.append(made.recorded((report,), (made.claim(report, "attack", "raided", actors=actors),)))
    said = texts(of(*events), "situation")
    assert said[0].startswith(f"{known.name} (JNIM) carried out an attack")
    assert said[1].startswith("JNIM carried out an attack")


@pytest.mark.parametrize("basis", [Basis.NARRATIVE, Basis.METADATA])
def test_the_day_of_the_report_is_nowhere_the_day_of_the_act(basis: Basis) -> None:
    event = made.clash()
    own = When(date(2017, 9, 5), date(2017, 9, 5), Precision.DAY, basis, None)
    event = replace(
        event,
        event=replace(event.event, when=own),
        claims=tuple(replace(claim, when=claim.when and own) for claim in event.claims),
    )
    composed = of(event, later(1, "dated"))
    assert texts(composed, "incidents")[1].startswith("By 5 September 2017 |")
    assert "by 5 September 2017: Armed clash" in texts(composed, "figures")[-1]
    assert "1 act has no day of its own: it is told as of the day of the report." in texts(composed, "gaps")
    caption = [block.caption.text for block in blocks(composed, "figures") if isinstance(block, Picture)][-1]
    assert "; without a day of their own, at the report’s: 1 act." in caption
