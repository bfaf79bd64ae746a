"""The act that a short text is about, told from what stands beside it."""

import pytest

from dateline.annotations.syntax import parse
from dateline.claims.main_act import main_act, main_type
from dateline.schema.documents import Document


def of(text):
    return main_type(Document("id", text), parse(text))


@pytest.mark.parametrize(
    ("text", "type_id"),
    [
        ("A suicide bomber blew himself up at a checkpoint in Kismayo, killing three soldiers.", "suicide_bombing"),
        ("Police said they would investigate after gunmen killed four villagers near Jos.", "attack_on_civilians"),
        ("Thousands marched in Algiers. Police dispersed the demonstrators with tear gas.", "protest_intervention"),
        ("Thousands marched in Algiers. Some hurled stones at the police and burned cars.", "riot"),
        ("The army attacked the suburb. Doctors treated patients who had breathed chlorine.", "chemical_attack"),
        ("Troops took control of the town after the rebels withdrew from it.", "territory_transferred"),
    ],
)
def test_the_main_act_is_named(text, type_id):
    assert of(text) == type_id


def test_a_text_without_an_act_has_none():
    assert of("The weather in Dakar was fine.") is None


def test_the_kinds_of_those_in_it_come_from_their_nouns():
    text = "Rebels attacked soldiers near Bria."
    act = main_act(Document("id", text), parse(text))
    assert act is not None
    assert (act.actor_kinds, act.target_kinds) == (("rebel group",), ("state forces",))
