"""Who says a claim, on small texts of our own."""

import pytest

import dateline
from dateline.annotations.attribution import rules
from dateline.annotations.coreference import coreference
from dateline.annotations.entities import entities
from dateline.annotations.syntax import parse
from dateline.claims.attribution import attribution_of
from dateline.claims.stances import stance_of
from dateline.schema.attribution import Channel, Stance, Voice
from dateline.schema.documents import Document, document_id
from dateline.schema.spans import Mention, Span


def _said(text, trigger, named=None):
    """The attribution of the claim whose trigger is `trigger`."""
    document = Document(id=document_id(text), text=text)
    syntax = parse(text)
    named = entities(document, syntax) if named is None else named
    links = coreference(text, syntax, named, ())
    start = text.index(trigger)
    spans = rules.attributions(text, syntax)
    return attribution_of(Span(start, start + len(trigger)), document, syntax, spans, named, links)


@pytest.mark.parametrize(
    ("text", "trigger", "voice"),
    [
        ("Residents said gunmen had burned dozens of houses.", "burned", Voice.RESIDENT),
        ("Witnesses said the bus was hit by a rocket.", "hit", Voice.WITNESS),
        ("A spokesman for al-Shabaab said its fighters had killed nine soldiers.", "killed", Voice.ARMED_GROUP),
        ("The army seized the town, according to a military statement.", "seized", Voice.SECURITY_FORCES),
        ("Police said the men were arrested at dawn.", "arrested", Voice.SECURITY_FORCES),
        ("A European security official said cells had formed in Sabha.", "formed", Voice.OFFICIAL),
        ("The interior ministry said the gang had robbed a bank.", "robbed", Voice.OFFICIAL),
        ("The Syrian Observatory for Human Rights said the strike killed six.", "killed", Voice.MONITOR),
        ("The United Nations said fighters had looted the warehouse.", "looted", Voice.IGO),
        ("Local media reported that two police officers were abducted.", "abducted", Voice.MEDIA),
        ("Analysts say the group is regrouping in the desert.", "regrouping", Voice.EXPERT),
        ("A court document showed that the suspect bought the explosives.", "bought", Voice.DOCUMENT),
        ("A defector said the group had trained boys in the camp.", "trained", Voice.DEFECTOR),
        ("A local official said the men fled.", "fled", Voice.OFFICIAL),
        ("A strike killed 26 people, according to medics and local officials.", "killed", Voice.WITNESS),
        ("FBI officials said the gunman fled.", "fled", Voice.OFFICIAL),
        ("The attorney general said the men were arrested.", "arrested", Voice.OFFICIAL),
        ("General Omar Saleh said the men were arrested.", "arrested", Voice.SECURITY_FORCES),
        ("The Harlow Police Department said the men were arrested.", "arrested", Voice.SECURITY_FORCES),
        ("A government spokesman said the men were arrested.", "arrested", Voice.OFFICIAL),
        ("Spokesman Omar Saleh said the men were arrested.", "arrested", Voice.UNKNOWN),
        ("Jordanian Deputy Prime Minister Omar Saleh said the men fled.", "fled", Voice.OFFICIAL),
        ("Gunmen attacked the market.", "attacked", Voice.OUTLET),
    ],
)
def test_voices(text, trigger, voice):
    assert _said(text, trigger).voice is voice


def test_two_speakers_each_have_a_role():
    said = _said("Cells were formed in Sabha, according to a defector and European security officials.", "formed")
    assert [s.role for s in said.speakers] == ["defector", "European security officials"]
    assert said.voice is Voice.DEFECTOR
    assert said.anonymous


def test_an_order_is_told_by_whoever_tells_of_it():
    said = _said("The group has told fighters to go to Libya, according to a defector.", "told")
    inner = _said("The group has told fighters to go to Libya, according to a defector.", "go")
    assert said.voice is Voice.DEFECTOR
    assert inner.voice is Voice.DEFECTOR


def test_he_is_the_speaker_before():
    text = "“The city is quiet,” a Malian official said. The rebels burned the bridge, he said."
    said = _said(text, "burned")
    assert said.voice is Voice.OFFICIAL
    assert said.speakers[0].role == "Malian official"
    assert said.speakers[0].name is None


def test_a_relative_pronoun_names_the_man_it_stands_for():
    text = "“They sent us,” said Karim Haddad, a Syrian who says he defected from the group in June."
    said = _said(text, "defected")
    assert said.voice is Voice.DEFECTOR
    assert said.speakers[0].name == "Karim Haddad"
    assert not said.anonymous


def test_a_surname_is_the_man_introduced_before():
    text = (
        "Karim Haddad, a shopkeeper in Homs, said soldiers looted his store. "
        "Mr. Haddad said the soldiers came back and burned it."
    )
    said = _said(text, "burned")
    assert said.voice is Voice.RESIDENT
    assert said.speakers[0].name == "Karim Haddad"


def test_a_surname_taken_for_an_organisation_is_still_the_man_introduced_before():
    text = "Paul Merton, a police officer, saw the car. The road was closed. Merton said gunmen burned the car."
    start, end = text.index("Merton said"), text.index(" said")
    named = [m for m in entities(Document("x", text), parse(text)) if m.span.start != start]
    mistaken = Mention(Span(start, end), "organisation", 0.5, "test")
    said = _said(text, "burned", [*named, mistaken])
    assert said.voice is Voice.SECURITY_FORCES
    assert said.speakers[0].name == "Paul Merton"


def test_the_press_secretary_is_the_one_named_before():
    text = (
        "Pentagon Press Secretary Paul Merton told reporters a truck was hit.\n\nThe press secretary said troops fled."
    )
    assert _said(text, "fled").voice is Voice.SECURITY_FORCES


def test_we_in_a_quotation_is_who_is_quoted():
    text = "“We believe that the militia burned the town,” said Paul Merton, a police officer."
    document, syntax = Document("x", text), parse(text)
    spans = rules.attributions(text, syntax)
    named = entities(document, syntax)
    said = attribution_of(Span(25, 38), document, syntax, spans, named, ())
    assert said.voice is Voice.SECURITY_FORCES


def test_an_organisation_known_by_a_name_has_the_name():
    text = "The umbrella organization known as Boko Haram said it burned the town."
    said = _said(text, "burned")
    assert said.voice is Voice.ARMED_GROUP
    assert said.speakers[0].name == "Boko Haram"


def test_what_cannot_speak_is_not_cited():
    text = "Kenya denied that it opened fire, citing a misunderstanding."
    said = _said(text, "opened")
    assert said.voice is Voice.OFFICIAL
    assert said.via is None


def test_the_ministry_speaks_by_way_of_the_paper_that_cites_it():
    said = _said("The Daily Beacon said, citing the health ministry, that twelve people were killed.", "killed")
    assert said.voice is Voice.OFFICIAL
    assert said.via is not None
    assert said.via.voice is Voice.MEDIA


def test_a_nested_speaker_is_heard_by_way_of_the_outer_one():
    text = "Police said on Tuesday that a man who said he was a member of the group had surrendered."
    said = _said(text, "member")
    assert said.via is not None
    assert said.via.voice is Voice.SECURITY_FORCES
    assert _said(text, "surrendered").via is None


@pytest.mark.parametrize(
    ("text", "trigger", "stance"),
    [
        ("The Taliban claimed responsibility for the bombing.", "bombing", Stance.CLAIMS_RESPONSIBILITY),
        ("The rebels denied attacking the convoy.", "attacking", Stance.DENIES),
        ("The ministry accused the separatists of shelling a school.", "shelling", Stance.ACCUSES),
        ("The United Nations condemned the attack on the camp.", "attack", Stance.CONDEMNS),
        ("The ministry said the separatists shelled a school.", "shelled", Stance.ASSERTS),
    ],
)
def test_stances(text, trigger, stance):
    assert _said(text, trigger).stance is stance


@pytest.mark.parametrize(
    "text",
    [
        "No group has claimed responsibility for the bombing.",
        "No one claimed responsibility for the bombing.",
        "Nobody has claimed responsibility for the bombing.",
        "The rebels have not claimed responsibility for the bombing.",
    ],
)
def test_what_no_one_claims_is_the_outlets_word(text):
    assert _said(text, "bombing").voice is Voice.OUTLET


def test_an_attack_that_a_group_claimed_is_claimed_by_it():
    text = "The envoy condemned the attacks in two cities, including a bombing claimed by the rebels."
    syntax = parse(text)
    assert stance_of([syntax[len(syntax) - 5]], []) is Stance.CLAIMS_RESPONSIBILITY


@pytest.mark.parametrize(
    ("text", "trigger", "channel"),
    [
        ("The governor said in an interview that rebels burned the school.", "burned", Channel.INTERVIEW),
        ("The army said in a statement that it seized the town.", "seized", Channel.STATEMENT),
        ("The minister told Reuters that rebels burned the school.", "burned", Channel.NEWS_AGENCY),
        ("The colonel told reporters that his men seized the town.", "seized", Channel.PRESS_CONFERENCE),
        ("Witnesses told state television that rebels burned the bus.", "burned", Channel.STATE_MEDIA),
        ("The group said on Telegram that it killed two spies.", "killed", Channel.TELEGRAM),
        ("American media reported that rebels burned the bus.", "burned", Channel.UNKNOWN),
    ],
)
def test_channels(text, trigger, channel):
    assert _said(text, trigger).channel is channel


def test_an_interview_told_of_elsewhere_is_the_channel():
    text = "“They sent us,” said Karim Haddad, a defector. He was interviewed via the Telegram messaging system."
    assert _said(text, "sent").channel is Channel.TELEGRAM


def test_a_body_is_not_anonymous_but_its_spokesman_is():
    assert not _said("The army said it seized the town.", "seized").anonymous
    assert _said("A spokesman for the army said it seized the town.", "seized").anonymous


def test_who_claims_an_attack_is_its_actor_where_its_words_name_no_one_else() -> None:
    text = "A bomb killed nine soldiers in Mogadishu. Al-Shabaab claimed responsibility for the attack."
    attack = next(c for c in dateline.read(text).claims if c.trigger.of(text) == "attack")
    assert [actor.name for actor in attack.actors] == ["al-Shabaab"]
    assert attack.attribution.stance is Stance.CLAIMS_RESPONSIBILITY
