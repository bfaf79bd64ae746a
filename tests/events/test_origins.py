"""Ten copies of one story are one source."""

from datetime import date, datetime

import pytest

from dateline.events.consensus import consensus
from dateline.events.credit import credited, quoted_outlets, revised
from dateline.events.lineages import families, superseded
from dateline.events.origins import origins
from dateline.schema.attribution import Stance, Voice
from dateline.schema.claims import Claim
from dateline.schema.documents import Document
from dateline.schema.events import Event
from tests.events.reports import by_id, claim, report

STORY = (
    "Fighters shelled the northern quarter of Sabha for three hours on Monday, and shops, a clinic and two homes "
    "burned down before the guns fell silent at dusk, residents of the quarter said by telephone."
)


def event(held: list[tuple[Document, Claim]]) -> Event:
    return consensus("e", [one for _, one in held], by_id(document for document, _ in held), ())


def shelled(text: str, **options: str) -> tuple[Document, Claim]:
    document = report(text, **options)  # type: ignore[arg-type]
    return document, claim(document, "shelled", type_id="shelling")


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("SABHA, Libya (Reuters) - Fighters shelled the town.", "Reuters"),
        ("Fighters shelled the town.\nAFP contributed to this report.", "Agence France-Presse"),
        ("Fighters shelled the town. — AP", "Associated Press"),
        ("Fighters shelled the town.\nWith reporting by the Associated Press", "Associated Press"),
        ("Fighters shelled the town, where Reuters has no office.", None),
    ],
)
def test_credit_lines_name_the_agency(text: str, agency: str | None) -> None:
    assert credited(report(text)) == agency


@pytest.mark.parametrize(
    ("text", "outlets"),
    [
        ("A resident told the BBC that fighters shelled the town.", ["BBC"]),
        ("SANA reported that fighters shelled the town.", ["SANA"]),
        ("Fighters shelled the town, according to state news agency SANA.", ["SANA"]),
        ("Fighters shelled the town.", []),
    ],
)
def test_quoted_outlets(text: str, outlets: list[str]) -> None:
    document, one = shelled(text)
    assert list(quoted_outlets(one, document)) == outlets


def test_an_outlet_that_quotes_itself_quotes_nobody() -> None:
    document, one = shelled("A resident told Reuters that fighters shelled the town.", outlet="Reuters")
    assert not list(quoted_outlets(one, document))


def test_reprints_and_credits_are_one_origin_and_an_own_report_another() -> None:
    held = [
        shelled(STORY, outlet="Fezzan Courier"),
        shelled(STORY + " More follows.", outlet="Radio Sirte"),
        shelled("SABHA (Reuters) - Guns shelled homes in Sabha all afternoon.", outlet="Daily Post"),
        shelled("An official told Reuters that rebels shelled a clinic in Sabha.", outlet="Evening Mail"),
        shelled("Our reporter saw how the clinic of Sabha was shelled.", outlet="Murzuq Observer"),
    ]
    found = event(held)
    assert found.independent_sources == 3
    assert sorted(map(len, found.lineages)) == [1, 2, 2]
    reasons = {reason for origin in found.origins for reason in origin.reasons}
    assert "the same text" in reasons
    assert any("Reuters" in reason for reason in reasons)
    assert found.credibility == 1


def test_one_speaker_or_one_quote_is_one_origin() -> None:
    one, other = report("Rebels shelled us, said Omar Kikli.", outlet="A"), report("Omar Kikli: they shelled us.")
    claims = [claim(one, "shelled", speaker="Omar Kikli"), claim(other, "shelled", speaker="Omar Kikli")]
    assert [o.name for o in origins(claims, by_id([one, other]))] == ["Omar Kikli"]
    quote = "“they fired on the clinic until nothing was left of it”"
    quoting = [
        shelled(f"They shelled it: {quote}", outlet="A"),
        shelled(f"A man said {quote} when shelled", outlet="B"),
    ]
    assert event(quoting).independent_sources == 1


def test_a_forwarded_message_is_its_channels() -> None:
    own = report("Rebels shelled the depot.", outlet="Fezzan Eye")
    copy = report("Look: the depot was shelled by rebels.", outlet="Chat", forwarded_from="Fezzan Eye")
    assert event([(own, claim(own, "shelled")), (copy, claim(copy, "shelled"))]).independent_sources == 1


def test_families_hold_near_copies() -> None:
    texts = [STORY, STORY + " More follows.", STORY.upper(), "Wheat prices rose in Chicago for a third day on Tuesday."]
    documents = [report(text) for text in texts]
    assert sorted(map(len, families(documents))) == [1, 3]


def test_a_correction_supersedes_and_its_elder_sets_nothing() -> None:
    first = report(STORY + " Nine people died.", outlet="A", published=date(2017, 9, 5))
    later = report(
        STORY + " Two people died.\nCorrection: an earlier version gave a wrong toll.",
        outlet="A",
        published=date(2017, 9, 6),
    )
    assert revised(later)
    assert superseded([later, first]) == {first.id: later.id}
    claims = [
        claim(first, "shelled", type_id="shelling", killed=("Nine", 9)),
        claim(later, "shelled", type_id="shelling", killed=("Two", 2)),
    ]
    found = consensus("e", claims, by_id([first, later]), ())
    assert found.toll.killed is not None
    assert (found.toll.killed.low, found.toll.killed.high) == (2, 2)
    assert found.claims == tuple(c.id for c in claims)
    assert any("supersedes" in reason for reason in found.reasons)


def test_one_address_with_another_text_supersedes() -> None:
    first = report("Rebels shelled it.", uri="https://a.example/1", retrieved=datetime(2017, 9, 5, 8))
    later = report("The army shelled it.", uri="https://a.example/1", retrieved=datetime(2017, 9, 5, 9))
    assert superseded([first, later]) == {first.id: later.id}


def test_parties_and_denials_cost_credibility() -> None:
    one, other = (
        report("We shelled it, the army said.", outlet="A"),
        report("The rebels say they shelled it.", outlet="B"),
    )
    army = claim(one, "shelled", voice=Voice.SECURITY_FORCES)
    rebels = claim(other, "shelled", voice=Voice.ARMED_GROUP)
    assert event([(one, army)]).credibility == 4
    assert event([(one, army), (other, rebels)]).credibility == 3
    denial = claim(other, "shelled", voice=Voice.ARMED_GROUP, stance=Stance.DENIES)
    assert event([(one, army), (other, denial)]).credibility == 4
    assert any(d.field == "status" for d in event([(one, army), (other, denial)]).disagreements)
