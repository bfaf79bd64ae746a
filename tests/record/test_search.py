"""Full text search gives the same sentences in both databases."""

from dataclasses import replace

import pytest

from dateline.errors import OptionError
from dateline.record import Query, Record
from dateline.record.query import INDEPENDENCE
from dateline.record.search_syntax import day
from tests.record.reports import MOSUL, event_of, report
from tests.record.test_store import EVERYTHING


@pytest.fixture
def filled(record: Record) -> Record:
    texts = {
        1: "Islamic State gunmen killed 9 soldiers in Sabha on a road, police said. The hostages were freed.",
        2: "Gunmen of Islamic State killed 9 soldiers in Sabha, police said. They had kidnapped two engineers.",
        3: "In Mosul Islamic State killed 9 soldiers, police said. A ransom was paid for the kidnapping victims.",
        4: "Islamic State killed 9 soldiers near Sabha’s café, police said. No hostages, no ransom in al-Wigh.",
    }
    readings = [
        report(n, text=text, place=MOSUL if n == 3 else report(0).claims[0].place.place, outlet=f"Outlet {n % 2}")  # type: ignore[union-attr, arg-type]
        for n, text in texts.items()
    ]
    for reading in readings:
        record.add(reading)
    record.write_events(event_of(reading) for reading in readings)
    return record


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("soldiers", [1, 2, 3, 4]),
        ("SOLDIERS sabha", [1, 2, 4]),
        ("soldiers AND mosul", [3]),
        ("hostages OR ransom", [1, 3, 4]),
        ("hostages NOT ransom", [1]),
        ("hostages AND NOT ransom", [1]),
        ('"islamic state gunmen"', [1]),
        ('"gunmen of islamic"', [2]),
        ("kidnap*", [2, 3]),
        ('"two eng*"', [2]),
        ("(hostages OR ransom) NOT freed", [3, 4]),
        ("cafe", [4]),
        ("café", [4]),
        ("al-Wigh", [4]),
        ('soldiers outlet:"outlet 1"', [1, 3]),
        ("soldiers country:iq", [3]),
        ("soldiers place:mosul", [3]),
        ("actor:islamic-state gunmen", [1, 2]),
        ('actor:"Islamic State" gunmen', [1, 2]),
        ("type:armed_clash since:2016-05-03 until:2016-05-04", [2, 3]),
        ('voice:"security forces" mosul', [3]),
        ("voice:witness", []),
        ("speaker:Police mosul", [3]),
        ('speaker:"the police" mosul', [3]),
        ("speaker:witnesses", []),
        ("independence:1 mosul", [3]),
        ("independence:2+ mosul", []),
        ("hostages type:armed_clash", []),
        ("zeppelin", []),
    ],
)
def test_operators_and_fields(filled: Record, text: str, found: list[int]) -> None:
    hits = list(filled.search(text))
    assert sorted(int((hit.document.title or "").split()[1]) for hit in hits) == found


def test_a_hit_is_a_sentence_with_its_words_marked_and_its_claims(filled: Record) -> None:
    (hit,) = filled.search('"Islamic State" mosul')
    assert hit.text == "In Mosul Islamic State killed 9 soldiers, police said."
    assert [span.of(hit.document.text) for span in hit.highlights] == ["Mosul", "Islamic State"]
    (claim,) = hit.claims
    assert filled.claim(claim) is not None
    (other,) = filled.search("engineers")
    assert other.claims == ()


def test_a_query_narrows_as_fields_do(filled: Record) -> None:
    assert len(list(filled.search("soldiers", Query(country="IQ")))) == 1
    assert len(list(filled.search("soldiers", Query(limit=2)))) == 2
    first = min(entry.at for entry in filled.audit() if entry.action == "added")
    assert len(list(filled.search("soldiers", Query(as_of=first)))) == 1


@pytest.mark.parametrize(
    "text",
    ['"open', "(a", "a)", "a AND", "AND a", "NOT a", "a OR OR b", "colour:red", "since:May", "…", "until:2016-13"],
)
def test_a_search_without_meaning_is_refused(filled: Record, text: str) -> None:
    with pytest.raises(OptionError):
        list(filled.search(text))


def test_the_last_day_of_a_month_and_a_year() -> None:
    assert day("2016-02", last=True).isoformat() == "2016-02-29"
    assert day("2016", last=True).isoformat() == "2016-12-31"
    assert day("2016", last=False).isoformat() == "2016-01-01"


def test_facets_agree_with_the_count(filled: Record) -> None:
    assert sum(number for _, number in filled.facets(EVERYTHING)["country"]) == filled.count(EVERYTHING)


def test_speakers_and_independence_are_counted_and_narrow(filled: Record) -> None:
    merged = [hit.document.id for hit in filled.search("hostages")]
    homes = [each.event.id for each in filled.events(EVERYTHING) if each.documents[0].id in merged]
    filled.decide("merge", *homes, by="ana", why="one attack, told twice")
    found = filled.facets(EVERYTHING)
    everything = filled.count(EVERYTHING)
    assert found["speaker"] == [("police", everything)]
    assert filled.count(replace(EVERYTHING, speaker="The Police")) == everything
    independence = dict(found["independence"])
    assert set(independence) <= set(INDEPENDENCE)
    for value in INDEPENDENCE:
        assert filled.count(replace(EVERYTHING, independence=value)) == independence.get(value, 0)
    for state, number in found["state"]:
        assert filled.count(replace(EVERYTHING, state=state)) == number
    with pytest.raises(OptionError, match="choose from 1, 2"):
        filled.count(replace(EVERYTHING, independence="many"))
    assert filled.verify().faults == ()
