"""The canaries: no name of a person at risk comes out of a redacted reading, in any format."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.products.csv import claims_csv
from dateline.products.json import reading_json, reading_lines
from dateline.products.page import page
from dateline.products.people_at_risk import protected_names
from dateline.products.redaction import redacted
from dateline.products.rewriting import Edit, Rewriting
from dateline.products.table import table
from dateline.schema.actors import Participant
from dateline.schema.annotations import Annotations
from dateline.schema.attribution import Attribution, Speaker, Voice
from dateline.schema.documents import document_id
from dateline.schema.readings import Reading
from dateline.schema.spans import Mention, Span
from tests.sample import CLAIMS, DOCUMENT, LAYERS, READING, at

CANARIES = ("Karim", "Haddad", "Salma", "Idris")


@pytest.mark.parametrize("canary", CANARIES)
def test_no_protected_name_comes_out(canary: str) -> None:
    reading = redacted(READING)
    for shown in (
        reading_json(reading, annotations=True),
        reading_lines(reading, annotations=True),
        claims_csv(reading),
        page(reading),
        table(reading, width=80, colour=False),
        table(reading, width=160, colour=True),
    ):
        assert canary.lower() not in shown.lower()
    assert canary in reading_json(READING)


def test_the_role_stands_in_the_text_and_in_the_fields() -> None:
    reading = redacted(READING)
    text = reading.documents[0].text
    assert "said a defector, a Syrian who says he defected" in text
    assert "A defector now lives in Turkey." in text
    assert "Gunmen killed a minor, 12, and" in text
    assert reading.claims[3].actors[0].name == "a defector"
    assert reading.claims[3].actors[0].reason == "he is a defector"
    assert reading.claims[3].attribution.speakers[0].name == "a defector"
    assert reading.events[0].targets[0].name == "a minor"


def test_offsets_hold_in_the_redacted_text() -> None:
    reading = redacted(READING)
    text = reading.documents[0].text
    assert [claim.trigger.of(text) for claim in reading.claims] == [
        "set up two camps",
        "extort",
        "sent",
        "defected",
        "killed",
        "denied",
    ]
    assert reading.claims[4].targets[0].span.of(text) == "a minor"
    assert reading.claims[4].when is not None
    assert reading.claims[4].when.span is not None
    assert reading.claims[4].when.span.of(text) == "3 May 2017"
    assert reading.annotations[0].times[0].span.of(text) == "3 May 2017"


def test_a_redacted_document_has_the_id_of_its_text_and_no_address_with_a_name() -> None:
    document = redacted(READING).documents[0]
    assert document.id == document_id(document.text)
    assert document.uri == "https://courier.example/"
    assert {claim.document for claim in redacted(READING).claims} == {document.id}
    assert redacted(READING).events[0].lineages == ((document.id,),)


def test_a_reading_without_people_at_risk_is_unchanged() -> None:
    reading = replace(READING, claims=CLAIMS[:2], events=(), annotations=(replace(LAYERS, entities=()),))
    assert redacted(reading).documents == (replace(DOCUMENT, raw_sha256=None),)


def reading_of(text: str, *names: str, voice: Voice | None = None) -> Reading:
    """A report whose named persons are entities; the first speaks with `voice` where one is given."""
    spans = [at(name, text=text) for name in names]
    document = replace(DOCUMENT, id=document_id(text), text=text, title=None, uri=None)
    speaker = Attribution(voice, (Speaker(spans[0]),)) if voice else Attribution(Voice.OUTLET)
    claim = replace(
        CLAIMS[5], document=document.id, trigger=spans[0], sentence=Span(0, len(text)), actors=(), attribution=speaker
    )
    layers = Annotations(
        document.id, (), tuple(Mention(span, "person", 1.0, "test") for span in spans), (), (), (), (), (), (), ()
    )
    return Reading((document,), (claim,), (), (layers,))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Soldiers shot Nadia Karam, 15, at the gate.", "Nadia Karam"),
        ("Soldiers shot Nadia Karam, aged 9, at the gate.", "Nadia Karam"),
        ("Soldiers shot 12-year-old Nadia Karam at the gate.", "Nadia Karam"),
        ("Soldiers shot 7-year-old school pupil Nadia Karam there.", "Nadia Karam"),
        ("The girl, Nadia Karam, was shot.", "Nadia Karam"),
        ("Soldiers shot Nadia Karam, a schoolgirl, at the gate.", "Nadia Karam"),
    ],
)
def test_minors_are_told_by_their_age_or_by_a_word_for_a_child(text: str, name: str) -> None:
    assert "a minor" in redacted(reading_of(text, name)).documents[0].text.lower()
    assert "Karam" not in redacted(reading_of(text, name)).documents[0].text


@pytest.mark.parametrize(
    "text",
    ["Nadia Karam, 45, spoke.", "Nadia Karam, 12 soldiers died.", "Nadia Karam, 150 km away, spoke."],
)
def test_adults_who_do_not_speak_as_witnesses_keep_their_names(text: str) -> None:
    reading = reading_of(text, "Nadia Karam")
    assert protected_names(text, reading.claims, reading.annotations[0]) == {}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Police identified the shooting victim as Nadia Karam.", "a victim"),
        ("Hundreds came to the funeral of Nadia Karam.", "a victim"),
        ("Nadia Karam, who was abducted in May, is home.", "a victim"),
        ("Nadia Karam was shot dead at the gate.", "a victim"),
        ("A defector named Nadia Karam met us.", "a defector"),
        ("Nadia Karam, a nurse who deserted in May, met us.", "a defector"),
        ("Nadia Karam, a shopkeeper, closed early.", "a resident"),
        ("Nadia Karam, who saw the blast, fled.", "a witness"),
        ("five year old Nadia Karam was shot", "a minor"),
        ("23-year-old twins Nadia Karam and another", None),
        ("55-year-old Nadia Karam spoke.", None),
        ("Nadia Karam, two days later, fled.", None),
        ("Nadia Karam, 3.5 km away, spoke.", None),
        ("Nadia Karam, a minister, spoke.", None),
    ],
)
def test_the_words_around_a_name_can_give_it_a_role(text: str, role: str | None) -> None:
    reading = reading_of(text, "Nadia Karam")
    found = protected_names(text, (), reading.annotations[0])
    assert found.get("Nadia Karam") == role


@pytest.mark.parametrize("text", ["The deaths of Nadia Karam, 23, Omar Saleh and Lina Aziz were mourned."])
def test_names_of_a_list_share_a_role(text: str) -> None:
    reading = reading_of(text, "Nadia Karam", "Omar Saleh", "Lina Aziz")
    assert protected_names(text, (), reading.annotations[0]) == dict.fromkeys(
        ("Nadia Karam", "Omar Saleh", "Lina Aziz"), "a victim"
    )


def test_a_leader_who_was_killed_keeps_the_name() -> None:
    text = "Nadia Karam was killed in the raid."
    reading = reading_of(text, "Nadia Karam")
    leader = replace(reading.claims[0], type="leader_killed", targets=(Participant(Span(0, 11), kind="person"),))
    assert protected_names(text, (leader,), reading.annotations[0]) == {}


@pytest.mark.parametrize(("voice", "role"), [(Voice.WITNESS, "A witness"), (Voice.RESIDENT, "A resident")])
def test_those_who_saw_it_are_shown_by_their_role(voice: Voice, role: str) -> None:
    text = "Nadia al-Karam said the men fled. Al-Karam, who sells tea, saw them. Ms. al-Karam left. KARAM wept."
    shown = redacted(reading_of(text, "Nadia al-Karam", voice=voice)).documents[0].text
    assert "karam" not in shown.lower()
    assert shown.startswith(f"{role} said the men fled. ")


@pytest.mark.parametrize(("kind", "hidden"), [("person", True), ("civilians", True), ("government", False)])
def test_the_kind_of_a_target_tells_whether_its_persons_are_private(kind: str, hidden: bool) -> None:
    text = "Nadia Karam and her guards came under fire."
    reading = reading_of(text, "Nadia Karam")
    target = Participant(Span(0, 26), kind=kind)
    claim = replace(reading.claims[0], type="attack", targets=(target,))
    assert ("Karam" not in redacted(replace(reading, claims=(claim,))).documents[0].text) == hidden


def test_an_official_keeps_the_name() -> None:
    text = "Nadia Karam said the men fled."
    assert redacted(reading_of(text, "Nadia Karam", voice=Voice.OFFICIAL)).documents[0].text == text


@given(st.text(alphabet="abc ", min_size=1, max_size=40), st.data())
def test_a_span_outside_the_edits_keeps_its_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    edited = Span(start, data.draw(st.integers(start + 1, len(text))))
    rewriting = Rewriting((Edit(edited, "ROLE"),), lambda words: words)
    written = rewriting.text(text)
    first = data.draw(st.integers(0, len(text) - 1))
    span = Span(first, data.draw(st.integers(first + 1, len(text))))
    moved = rewriting.span(span).of(written)
    if span.overlaps(edited):
        assert "ROLE" in moved
    else:
        assert moved == span.of(text)
