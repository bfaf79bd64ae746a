"""What a brief says of an act: composed from its fields, or in quoted words, and never more."""

from dataclasses import replace
from datetime import date

import pytest

from dateline.products.brief.acts import Act
from dateline.products.brief.clauses import frames
from dateline.products.brief.telling import tellings
from dateline.products.brief.voices import anonymous
from dateline.schema.attribution import Attribution, Channel, Speaker, Stance, Voice
from dateline.schema.claims import Claim, Status
from dateline.schema.codebook import codebook
from dateline.schema.documents import Document
from dateline.schema.quantities import Count, Toll
from dateline.schema.spans import Span
from dateline.schema.times import Basis, Precision, When
from tests.products import recorded as made
from tests.sample import at

GROUP = made.GROUP


def told(*claims: Claim, report: Document) -> str:
    """The sentence on an event of these claims."""
    act = Act.of(made.recorded((report,), claims))
    return tellings([act])[0].text


def speaker(report: Document, words: str, voice: Voice, **fields: object) -> Attribution:
    return Attribution(voice, (Speaker(at(words, text=report.text)),), **fields)  # type: ignore[arg-type]


def test_every_type_of_the_codebook_is_worded() -> None:
    assert frames().keys() == codebook().keys()
    for name, frame in frames().items():
        assert {"with", "alone", "passive", "noun"} <= frame.keys(), name
        assert "{be}" in frame["passive"], name


@pytest.mark.parametrize("status", Status)
def test_every_type_and_status_makes_a_sentence(status: Status) -> None:
    for type_ in codebook():
        check_worded(type_, status)


UNDONE = ("order", "planned", "threatened", "could", "tried", "called possible", "was to", "were to", "failed", " not")


def check_worded(type_: str, status: Status) -> None:
    report = made.document("Islamic State did something to traders in Ghat.")
    actors, targets = (made.part(report, "Islamic State", **GROUP),), (made.part(report, "traders"),)
    for who, whom in ((actors, targets), (actors, ()), ((), targets), ((), ())):
        claim = made.claim(report, type_, "did", actors=who, targets=whom, status=status)
        text = told(claim, report=report)
        assert text.endswith((".", ".”"))
        assert "{" not in text
        assert "  " not in text
        if status not in (Status.OCCURRED, Status.ONGOING, Status.DENIED) and not frames()[type_].get("says"):
            assert any(word in text for word in UNDONE), text


def test_a_killing_is_counted_where_its_words_are() -> None:
    report = made.document("Islamic State killed seven traders and 3 others in Ghat on 3 May 2017.")
    claim = made.claim(
        report,
        "attack",
        "killed",
        actors=(made.part(report, "Islamic State", **GROUP),),
        targets=(made.part(report, "seven traders"),),
        toll=made.killed(report, "seven traders", 7, 7, 7),
        place=made.place(report, made.GHAT),
        when=made.day(report, "3 May 2017"),
    )
    assert told(claim, report=report) == (
        "Islamic State killed seven traders in Ghat, Libya on 3 May 2017, according to The Desert Courier; "
        "not independently confirmed."
    )


def test_a_toll_is_a_range_behind_the_act() -> None:
    report = made.document("Islamic State shelled a market: 9 to 12 dead, at least 20 hurt.")
    toll = Toll(
        killed=Count(9, None, 12, at("9 to 12 dead", text=report.text)),
        wounded=Count(20, 20, None, at("at least 20 hurt", text=report.text)),
    )
    claim = made.claim(
        report,
        "shelling",
        "shelled",
        actors=(made.part(report, "Islamic State", **GROUP),),
        targets=(made.part(report, "a market"),),
        toll=toll,
    )
    assert told(claim, report=report).startswith(
        "Islamic State shelled a market, killing between 9 and 12 people and wounding at least 20, according to"
    )


def test_unnamed_speakers_are_said_to_be_unnamed() -> None:
    report = made.document("A market was hit, according to a defector and European officials.")
    attribution = Attribution(
        Voice.DEFECTOR,
        (Speaker(at("a defector", text=report.text)), Speaker(at("European officials", text=report.text))),
        anonymous=True,
    )
    claim = made.claim(report, "attack", "hit", targets=(made.part(report, "A market"),), attribution=attribution)
    assert told(claim, report=report) == (
        "A market was attacked, according to one defector and unnamed European officials; not independently confirmed."
    )


@pytest.mark.parametrize(
    ("text", "role", "shown"),
    [
        ("A market burned, a European security official said. It was hit, he said.", "European security official",
         "one European security official"),
        ("The prime minister met a colonel. A market was hit, he said.", "prime minister", "the prime minister"),
        ("Two Malian officers spoke. A bus was hit, they said.", "Two Malian officers", "two unnamed Malian officers"),
    ],
)  # fmt: skip
def test_a_pronoun_is_called_what_the_report_calls_the_speaker(text: str, role: str, shown: str) -> None:
    report = made.document(text)
    pronoun = at("they said" if "they" in text else "he said", text=text)
    said = Attribution(
        Voice.OFFICIAL, (Speaker(Span(pronoun.start, pronoun.end - len(" said")), role=role),), anonymous=True
    )
    claim = made.claim(report, "attack", "hit", attribution=said)
    assert f"according to {shown};" in told(claim, report=report)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("a defector", "one defector"),
        ("two Malian officers", "two unnamed Malian officers"),
        ("Libyan officials", "unnamed Libyan officials"),
        ("the ministry", "the ministry"),
        ("12 men", "12 unnamed men"),
    ],
)
def test_how_the_unnamed_are_called(words: str, shown: str) -> None:
    assert anonymous(words) == shown


def test_acts_of_one_sentence_share_their_subject_and_auxiliary() -> None:
    report = made.document("The cells set up camps and are robbing lorries and taxing drivers, officials said.")
    actors = (made.part(report, "The cells", **GROUP),)
    said = speaker(report, "officials", Voice.OFFICIAL, anonymous=True)
    claims = (
        made.claim(report, "base_established", "set up", actors=actors, attribution=said),
        made.claim(
            report,
            "hijacking_robbery",
            "robbing",
            actors=actors,
            attribution=said,
            status=Status.ONGOING,
            targets=(made.part(report, "lorries"),),
        ),
        made.claim(
            report,
            "extortion",
            "taxing",
            actors=actors,
            attribution=said,
            status=Status.ONGOING,
            targets=(made.part(report, "drivers"),),
        ),
    )
    acts = [Act.of(made.recorded((report,), (claim,))) for claim in claims]
    assert [t.text for t in tellings(acts)] == [
        "Islamic State set up a base and has been robbing lorries and taxing drivers, according to unnamed officials; "
        "not independently confirmed."
    ]


def test_words_stand_in_for_an_object_that_was_not_coded() -> None:
    report = made.document("The cells set up new camps outside towns last month, officials said.")
    claim = made.claim(
        report,
        "base_established",
        "set up",
        actors=(made.part(report, "The cells", **GROUP),),
        when=When(None, None, Precision.UNKNOWN, Basis.RELATIVE, at("last month", text=report.text)),
    )
    assert told(claim, report=report).startswith(
        "Islamic State set up “new camps outside towns”, “last month”, according"
    )


def test_a_place_that_changes_hands_is_the_object() -> None:
    report = made.document("Islamic State lost its stronghold Ghat in May.")
    claim = made.claim(
        report,
        "territory_lost",
        "lost",
        actors=(made.part(report, "Islamic State", **GROUP),),
        targets=(made.part(report, "its stronghold"),),
        place=made.place(report, made.GHAT),
    )
    assert told(claim, report=report).startswith("Islamic State lost Ghat, Libya (“its stronghold”), according to")


def test_a_movement_has_two_ends() -> None:
    report = made.document("Islamic State told fighters to go to Libya from Ghat.")
    claim = made.claim(
        report,
        "fighters_moved",
        "go",
        actors=(made.part(report, "Islamic State", **GROUP),),
        targets=(made.part(report, "fighters"),),
        origin=made.place(report, made.GHAT),
        destination=made.place(report, made.LIBYA),
        status=Status.ORDERED,
    )
    assert told(claim, report=report).startswith("Islamic State ordered fighters to move from Ghat, Libya to Libya,")


def test_a_statement_is_quoted() -> None:
    report = made.document("“They see Libya as a door,” said Karim Haddad, a trader.")
    claim = made.claim(
        report,
        "assessment",
        "see",
        actors=(made.part(report, "They", **GROUP),),
        attribution=Attribution(
            Voice.RESIDENT,
            (Speaker(at("Karim Haddad", text=report.text), "Karim Haddad"),),
            content=at("“They see Libya as a door,”", text=report.text),
            channel=Channel.TELEGRAM,
        ),
    )
    assert told(claim, report=report) == (
        "Karim Haddad, a resident, said (by Telegram): “They [Islamic State] see Libya as a door”."
    )


def test_a_denial_is_the_deniers_words() -> None:
    report = made.document("Islamic State denied that any fighter had been captured.")
    claim = made.claim(
        report,
        "arrest",
        "captured",
        targets=(made.part(report, "any fighter", **GROUP),),
        status=Status.DENIED,
        attribution=Attribution(
            Voice.ARMED_GROUP,
            (Speaker(at("Islamic State", text=report.text), "Islamic State"),),
            content=at("that any fighter had been captured", text=report.text),
            stance=Stance.DENIES,
        ),
    )
    assert told(claim, report=report) == "Islamic State denied “that any fighter had been captured”."


def test_who_denies_is_not_among_those_who_say_so() -> None:
    text = tellings([Act.of(made.clash())])[0].text
    assert "according to police" in text
    assert text.endswith("2 independent sources; denied by Islamic State (in a statement).")
    assert "killing between 9 and 12 people" in text


def test_who_claims_an_act_is_named_where_the_telling_claim_names_no_one() -> None:
    report = made.document("A car bomb killed 9 in Ghat, police said. Islamic State claimed it killed 26.")
    bomb = made.claim(
        report,
        "ied",
        "killed",
        toll=made.killed(report, "9", 9, 9, 9),
        place=made.place(report, made.GHAT),
        attribution=speaker(report, "police", Voice.SECURITY_FORCES),
    )
    own = made.claim(
        report,
        "attack",
        "claimed",
        toll=made.killed(report, "26", 26, 26, 26),
        attribution=Attribution(
            Voice.ARMED_GROUP,
            (Speaker(at("Islamic State", text=report.text), "Islamic State"),),
            stance=Stance.CLAIMS_RESPONSIBILITY,
        ),
    )
    event = made.recorded((report,), (bomb, own))
    assert tellings([Act.of(event)])[0].text == (
        "A bomb, mine or other explosive went off in Ghat, Libya, killing 9 people, according to police and Islamic "
        "State; claimed by Islamic State; not independently confirmed; sources differ."
    )


def test_actors_of_different_claims_are_not_mixed() -> None:
    report = made.document("A car bomb killed 9 in Ghat. Libyan National Army forces bombed Islamic State there.")
    bomb = made.claim(
        report, "ied", "killed", toll=made.killed(report, "9", 9, 9, 9), place=made.place(report, made.GHAT)
    )
    strike = made.claim(
        report,
        "air_strike",
        "bombed",
        actors=(made.part(report, "Libyan National Army forces", **made.ARMY),),
        targets=(made.part(report, "Islamic State", **GROUP),),
    )
    event = made.recorded((report,), (bomb, strike))
    both = replace(event, event=replace(event.event, actors=strike.actors, targets=strike.targets))
    text = tellings([Act.of(both)])[0].text
    assert text.startswith("A bomb, mine or other explosive went off in Ghat, Libya, killing 9 people, according to")


def test_what_an_event_holds_beside_its_own_type_is_told_apart() -> None:
    report = made.document("Troops arrested two men. Troops seized 12 rifles.")
    arrest = made.claim(report, "arrest", "arrested", targets=(made.part(report, "two men"),))
    seizure = made.claim(report, "weapons_seized", "seized", targets=(made.part(report, "12 rifles"),))
    event = made.recorded((report,), (arrest, seizure), targets=(*arrest.targets, *seizure.targets))
    facets = Act.of(event).facets()
    assert [act.type.id for act in facets] == ["arrest", "weapons_seized"]
    assert [t.text.partition(",")[0] for t in tellings(facets)] == ["Two men were arrested", "12 rifles were seized"]


@pytest.mark.parametrize(
    ("start", "days", "precision", "shown"),
    [
        (date(2017, 5, 3), 1, Precision.DAY, "on 3 May 2017"),
        (date(2017, 5, 1), 7, Precision.WEEK, "between 1 and 7 May 2017"),
        (date(2017, 5, 29), 7, Precision.WEEK, "between 29 May 2017 and 4 June 2017"),
        (date(2017, 5, 1), 31, Precision.MONTH, "in May 2017"),
        (date(2017, 1, 1), 365, Precision.YEAR, "in 2017"),
    ],
)
def test_dates_are_windows(start: date, days: int, precision: Precision, shown: str) -> None:
    report = made.document("Gunmen attacked a market then.")
    when = replace(made.day(report, "then", start, days), precision=precision)
    claim = made.claim(report, "attack", "attacked", actors=(made.part(report, "Gunmen"),), when=when)
    assert f" {shown}, according to" in told(claim, report=report)


def test_the_reports_own_day_is_no_more_than_a_bound() -> None:
    report = made.document("Gunmen attacked a market.")
    when = When(date(2017, 5, 3), date(2017, 5, 3), Precision.DAY, Basis.NARRATIVE, None)
    claim = made.claim(report, "attack", "attacked", actors=(made.part(report, "Gunmen"),), when=when)
    assert " by 3 May 2017, according to" in told(claim, report=report)


def test_a_thing_is_not_told_as_who_acts() -> None:
    report = made.document("Two explosions occurred near a crowded market in Ghat killing at least 118 people.")
    claim = made.claim(
        report,
        "ied",
        "explosions",
        actors=(made.part(report, "a crowded market"),),
        targets=(made.part(report, "at least 118 people", kind="civilians"),),
        place=made.place(report, made.GHAT),
        toll=made.killed(report, "at least 118", 118, None, None),
    )
    assert told(claim, report=report) == (
        "At least 118 people were killed in Ghat, Libya, according to The Desert Courier; not independently confirmed."
    )


def test_people_of_no_known_kind_still_act() -> None:
    report = made.document("Opponents of the mayor marched in Ghat.")
    actors = (made.part(report, "Opponents of the mayor"),)
    claim = made.claim(report, "protest", "marched", actors=actors, place=made.place(report, made.GHAT))
    assert told(claim, report=report).startswith("Opponents of the mayor protested in Ghat, Libya")


def test_talks_and_protests_abduct_nobody() -> None:
    report = made.document("Police in Ghat banned all protests for the 276 girls who were kidnapped.")
    toll = Toll(abducted=Count(276, 276, 276, at("276", text=report.text)))
    for type_ in ("protest", "consult"):
        assert "276" not in told(made.claim(report, type_, "protests", toll=toll), report=report)
    assert "276" in told(made.claim(report, "abduction", "kidnapped", toll=toll), report=report)


def test_a_division_that_bears_the_name_of_the_place_is_not_said_twice() -> None:
    report = made.document("Gunmen attacked Abuja.")
    abuja = replace(made.SABHA, name="Abuja", admin1="Abuja Federal Capital Territory", country="NG")
    claim = made.claim(report, "attack", "attacked", place=made.place(report, abuja))
    assert told(claim, report=report).startswith("An attack took place in Abuja, Nigeria,")


def test_acts_that_share_their_dead_are_told_once() -> None:
    report = made.document("Islamic State seized Ghat, killing 50 people.")
    toll = made.killed(report, "50", 50, 50, 50)
    actors = (made.part(report, "Islamic State", **GROUP),)
    ghat = made.place(report, made.GHAT)
    claims = [
        made.claim(report, type_, words, actors=actors, place=ghat, toll=toll)
        for type_, words in (("territory_seized", "seized"), ("attack", "killing"))
    ]
    acts = [Act.of(made.recorded((report,), (claim,))) for claim in claims]
    assert [t.text for t in tellings(acts)] == [
        "Islamic State seized Ghat, Libya and carried out an attack, killing 50 people, according to The Desert "
        "Courier; not independently confirmed."
    ]


def test_who_speaks_twice_is_named_once() -> None:
    report = made.document("Islamic State said on radio that it bombed Ghat. Islamic State bombed Ghat, police said.")
    group = Attribution(Voice.ARMED_GROUP, (Speaker(at("Islamic State", text=report.text), "Islamic State"),))
    heard = replace(group, channel=Channel.BROADCAST)
    claims = tuple(
        made.claim(report, "ied", "bombed", attribution=each)
        for each in (heard, group, speaker(report, "police", Voice.SECURITY_FORCES))
    )
    assert "according to Islamic State (in a broadcast) and police;" in told(*claims, report=report)


def test_no_place_takes_itself() -> None:
    report = made.document("Obama criticised the annexation of Ghat.")
    ghat = made.place(report, made.GHAT)
    claim = made.claim(
        report, "territory_seized", "annexation", actors=(made.part(report, "Ghat", kind="x"),), place=ghat
    )
    assert told(claim, report=report).startswith("Ghat, Libya was taken, according to")
