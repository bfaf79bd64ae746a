"""What a marked source does to a marked target: sentences of our own, one a PLOVER root."""

import pytest

from dateline.annotations.syntax import parse
from dateline.claims.pair import pair_model, pair_type
from dateline.schema.codebook import codebook, mappings
from dateline.schema.documents import Document
from dateline.schema.spans import Span


def root(marked):
    """The PLOVER event for "[source] … {target} …"."""
    text = marked.translate(str.maketrans("", "", "[]{}"))
    inside = {kind: marked[marked.index(a) + 1 : marked.index(b)] for kind, a, b in (("s", "[", "]"), ("t", "{", "}"))}
    spans = [Span(text.index(words), text.index(words) + len(words)) for words in inside.values()]
    type_id = pair_type(Document("id", text), parse(text), *spans)
    assert type_id in codebook()
    return mappings(type_id).plover_event


@pytest.mark.parametrize(
    ("event", "marked"),
    [
        ("ACCUSE", "[Chad] has accused {Sudan} of arming the rebels."),
        ("AGREE", "[Kenya] and {Somalia} have agreed to reopen their border talks next month."),
        ("AID", "[Norway] provided {South Sudan} with food aid worth ten million dollars."),
        ("ASSAULT", "[Insurgents] attacked {an army post} near Diffa and killed six soldiers."),
        ("COERCE", "[Police in Tunis] have arrested {two opposition leaders}."),
        ("CONSULT", "[The Egyptian president] met {the Libyan commander} in Cairo on Tuesday."),
        ("PROTEST", "[Teachers] went on strike against {the government} over unpaid wages."),
        ("REJECT", "[The rebels] rejected {the government}'s offer of talks."),
        ("REQUEST", "[The opposition] demanded an explanation from {the interior minister}."),
        ("SANCTION", "[The European Union] suspended aid to {the junta} after the coup."),
        ("SUPPORT", "[France] praised {the Nigerien government}'s decision to hold elections."),
        ("THREATEN", "[The militia] threatened to shell {the capital} if the talks fail."),
    ],
)
def test_the_act_between_the_two_is_named(event, marked):
    assert root(marked) == event


def test_giving_way_is_a_concession_or_a_retreat():
    assert root("[The government] freed {forty prisoners} on Friday.") in {"CONCEDE", "RETREAT"}


def test_the_model_knows_the_fifteen_roots():
    model = pair_model()
    assert len(model.roots) == 15
    assert model.weights.shape == (len(model.rows), 15)
