"""Triggers: every codebook example is coded right, look-alikes are not, effects are told from acts."""

import itertools
from pathlib import Path

import pytest
import yaml

from dateline.annotations.syntax import parse
from dateline.annotations.triggers import act_of_effect, is_effect, triggers
from dateline.annotations.triggers_rules import NOTHING, read_lexicon, rules_of
from dateline.claims.main_act import acts_of
from dateline.errors import DataError
from dateline.schema.codebook import codebook
from dateline.schema.documents import Document, document_id

EXAMPLES = yaml.safe_load((Path(__file__).parents[1] / "data" / "codebook_examples.yml").read_text(encoding="utf-8"))


def marked(text):
    return triggers(Document(document_id(text), text), parse(text))


def typed(text):
    """(trigger words, refined type) of each act."""
    syntax = parse(text)
    stated = triggers(Document(document_id(text), text), syntax)
    return [(act.trigger.span.of(text), act.type) for act in acts_of(stated, syntax)]


def types(text):
    return {type_id for _, type_id in typed(text)}


def test_the_lexicon_has_lines_for_every_type_that_words_can_name():
    assert set(read_lexicon()["types"]) - {NOTHING} == set(codebook())
    assert rules_of(read_lexicon())


def test_a_line_that_names_an_unknown_class_is_refused():
    with pytest.raises(DataError, match="unknown class"):
        rules_of({"classes": {}, "types": {"attack": ["v attack; obj @nobody"]}})


def test_a_line_without_a_part_of_speech_is_refused():
    with pytest.raises(DataError, match="must begin"):
        rules_of({"classes": {}, "types": {"attack": ["attack storm"]}})


def test_every_type_has_examples():
    assert set(EXAMPLES) == set(codebook())
    assert all(len(examples) >= 3 for examples in EXAMPLES.values())


@pytest.mark.parametrize("type_id", codebook())
def test_the_codebook_s_example_is_coded_so_and_its_counter_example_is_not(type_id):
    entry = codebook()[type_id]
    assert type_id in types(entry.example), typed(entry.example)
    assert type_id not in types(entry.counter_example), typed(entry.counter_example)


@pytest.mark.parametrize(
    ("type_id", "example"), [(type_id, example) for type_id, listed in EXAMPLES.items() for example in listed]
)
def test_an_example_is_coded_at_its_trigger(type_id, example):
    found = typed(example["text"])
    first = example["trigger"].split()[0]
    assert any(got == type_id and first in words for words, got in found), found


@pytest.mark.parametrize(
    "text",
    [
        "The minister attacked the proposal in a speech.",
        "He died of a heart attack in hospital.",
        "The two studios shot a film in Morocco.",
        "The club fired the coach on Monday.",
        "Lawmakers killed the bill in committee.",
        "The company launched a website.",
        "The spokesman said the office tracked visitors.",
        "He was interviewed by a newspaper and reported the facts.",
        "The general spoke in March of last year.",
        "Thieves of time are everywhere, the essayist wrote.",
    ],
)
def test_words_of_violence_in_another_sense_state_no_violence(text):
    assert not [trigger for trigger in marked(text) if codebook()[trigger.type].family == "violence"]


@pytest.mark.parametrize(
    "text",
    [
        "The frigate supports maritime security operations in the strait.",
        "He commands an operations centre that is charged with securing the capital.",
        "The officer hails from a village near Kirkuk.",
        "Nine people were killed in a collision between a lorry and a minibus near Kano.",
        "Four children died and two were injured after a ferry capsized on the Niger.",
        "A stampede at the stadium killed three women.",
        "Nine people are killed as Tropical Storm Tomas passes over the island.",
        "A helicopter crashed in the hills near Nyala, killing two.",
        "The engineers executed the plan and the execution of the orders was swift.",
        "An amphibious assault ship and two attack helicopters arrived in the bay.",
        "The museum shows a mortar round and an assault rifle in a fighting position.",
        "The nominee attacked her rival's record in the debate.",
        "The minister attacked the opposition leader, calling him a liar.",
        "The battle for the nomination goes on, pollsters say.",
        "The senator held a campaign rally in Ohio.",
        "She raised money from donors for her campaign.",
        "The ministry released a report and a video on Monday.",
        "They demonstrated great patience on the march toward peace.",
        "No shots were fired during the search and no civilians were harmed.",
        "The delegation withdrew from the race.",
        "He was called a hero on the radio.",
        "Did the ministers discuss a ceasefire or condemn the deal?",
        "The company will offer to repair the roof, as promised.",
        "The hackers stole data and the emails were hacked.",
        "There were not shots fired, and no women were detained.",
        "The team conducted the operation in search of a courier.",
        'She pleads for his life. "Don\'t shoot him," she says.',
        "The patrols deny sanctuary to the group.",
        "The board will appeal the ruling.",
        "They found detonation cord and heard secondary explosions.",
        "The facilitator supplied weapons to insurgents.",
        "The candidate attacked the hateful ideology of the movement.",
    ],
)
def test_words_that_only_look_like_acts_state_none(text):
    assert [(t.span.of(text), t.type) for t in marked(text) if t.type not in ("accusation", "ceasefire")] == []


@pytest.mark.parametrize(
    ("text", "type_id"),
    [
        ("The minister attacked the opposition leader, calling him a liar.", "accusation"),
        ("Two nurses were captured by armed men near Menaka.", "abduction"),
        ("The rebels took prisoners in the valley.", "abduction"),
        ("The colonel was taken prisoner by marines.", "arrest"),
        ("Soldiers rescued a hostage from the kidnappers.", "release"),
        ("Two engineers who had been abducted in May were released on Sunday.", "release"),
        ("All three of the engineers were freed.", "release"),
        ("Sixty children who were abducted in May were rescued by soldiers.", "release"),
        ("He pleaded guilty to the bombing.", "trial"),
        ("The monitor counts forty massacres since March.", "attack_on_civilians"),
        ("He was charged with attempting to blow up a train.", "trial"),
        ("NATO jets resumed the bombing of Sirte.", "air_strike"),
        ("The hospital was bombed by the Syrian government.", "air_strike"),
        ("Thirty people died following a car bomb outside a hospital.", "ied"),
        ("The report documents the use of chemical weapons against the town.", "chemical_attack"),
        ("The army launched an operation against the insurgents.", "offensive"),
        ("The fight for Mosul goes on.", "armed_clash"),
        ("The students held a rally against the junta.", "protest"),
        ("Russia has executed two deserters.", "execution"),
        ("Seventy people have been killed in firing by the police.", "attack_on_civilians"),
        ("The army was deployed in the old town.", "mobilise"),
        ("Police lobbed eight tear-gas shells to disperse the mob.", "protest_intervention"),
        ("Marines captured Hassan Ali.", "arrest"),
        ("Fighting between militias in Galkayo, Somalia, leaves 29 dead.", "armed_clash"),
        ("The rebels captured Hassan Ali.", "abduction"),
        ("A suicide car bomb exploded outside a hotel.", "suicide_bombing"),
        ("A suicide bomber killed two soldiers in an attack on a checkpoint.", "suicide_bombing"),
    ],
)
def test_an_act_is_coded_by_what_stands_around_its_word(text, type_id):
    assert type_id in types(text), typed(text)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("A doctor reports fifteen people killed and twenty wounded.", "killed"),
        ("The gunmen killed two guards and injured nine.", "killed"),
        ("One strike engaged a convoy and destroyed three trucks near Bayji.", "strike"),
    ],
)
def test_a_lesser_toll_beside_a_greater_is_no_second_act(text, act):
    assert [words for words, _ in typed(text)] == [act]


@pytest.mark.parametrize(
    ("text", "act", "effect"),
    [
        ("A suicide bombing killed nine people in Kabul.", "bombing", "killed"),
        ("He carried out a bombing that killed nine people.", "bombing", "killed"),
        ("Gunmen opened fire on a patrol, killing four soldiers.", "opened fire", "killing"),
        ("Nine people were killed when militants attacked the village.", "attacked", "killed"),
        ("Four soldiers died in an ambush near Ménaka.", "ambush", "died"),
        ("An air strike on the camp left nine people dead.", "strike", "dead"),
    ],
)
def test_a_toll_in_the_clause_of_an_act_is_its_effect(text, act, effect):
    found = marked(text)
    assert {t.span.of(text): is_effect(t) for t in found} == {act: False, effect: True}
    toll = next(t for t in found if is_effect(t))
    owner = act_of_effect(toll, found, parse(text))
    assert owner is not None
    assert owner.span.of(text) == act


def test_a_killing_with_no_other_act_is_the_act():
    (trigger,) = marked("Unknown men killed four soldiers in Gao.")
    assert not is_effect(trigger)


def test_a_death_with_no_act_is_no_trigger():
    assert marked("The old poet died in Paris.") == ()


def test_two_acts_of_one_sentence_are_two_triggers():
    text = "The rebels captured the town and executed the mayor."
    assert [t.type for t in marked(text)] == ["territory_seized", "execution"]


def test_a_light_verb_leaves_the_act_to_its_noun():
    text = "The militia mounted an offensive and carried out an attack on a school."
    assert [t.span.of(text) for t in marked(text)] == ["offensive", "attack"]


def test_triggers_lie_in_order_and_apart():
    text = "Rebels shelled the market, looted shops and set fire to homes after the army lost control of the town."
    spans = [t.span for t in marked(text)]
    assert spans == sorted(spans)
    assert not any(a.overlaps(b) for a, b in itertools.pairwise(spans))


def test_a_parse_of_another_text_is_refused():
    with pytest.raises(ValueError, match="characters"):
        triggers(Document("id", "One text."), parse("Quite another text."))
