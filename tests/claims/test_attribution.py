"""Who says a claim, on small texts of our own."""

import pytest

import dateline
from dateline.annotations.attribution import rules
from dateline.annotations.coreference import coreference
from dateline.annotations.entities import entities
from dateline.annotations.syntax import parse
from dateline.claims.attribution import attribution_of
from dateline.schema.attribution import Channel, Stance, Voice
from dateline.schema.documents import Document, document_id
from dateline.schema.spans import Span


def _said(text, trigger):
    """The attribution of the claim whose trigger is `trigger`."""
    document = Document(id=document_id(text), text=text)
    syntax = parse(text)
    named = entities(document, syntax)
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
