import numpy as np
import pytest

from dateline.annotations.syntax import parse
from dateline.annotations.toponyms import toponyms
from dateline.places.event_place import chosen, event_places
from dateline.places.movement import movement
from dateline.schema.documents import Document, document_id
from dateline.schema.spans import Span


def read(text, trigger):
    syntax = parse(text)
    start = text.index(trigger)
    return syntax, Span(start, start + len(trigger)), toponyms(Document(document_id(text), text), syntax)


def words(text, found):
    return [t.span.of(text) for t in found]


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("Militants attacked a police station in Sirte on Monday.", "attacked", "Sirte"),
        ("Two soldiers were killed near Mosul by a roadside bomb.", "killed", "Mosul"),
    ],
)
def test_the_act_is_where_the_words_put_it(text, trigger, place):
    syntax, span, found = read(text, trigger)
    assert words(text, event_places(syntax, span, found)) == [place]


def test_without_a_toponym_there_is_no_place():
    syntax, span, found = read("Militants attacked a police station on Monday.", "attacked")
    assert event_places(syntax, span, found) == ()


def test_a_demonym_is_no_place():
    syntax, span, found = read("Libyan soldiers attacked the camp.", "attacked")
    assert event_places(syntax, span, found) == ()


def test_joined_places_come_together():
    text = "Bombs exploded in Paris and Brussels on Tuesday."
    syntax, span, found = read(text, "exploded")
    assert set(words(text, event_places(syntax, span, found))) == {"Paris", "Brussels"}


@pytest.mark.parametrize(
    ("text", "trigger", "origin", "destination"),
    [
        ("The group told fighters to go to Libya from Syria.", "go", "Syria", "Libya"),
        ("Attackers traveled from Syria to Turkey.", "traveled", "Syria", "Turkey"),
        ("The convoy arrived in Tripoli on Friday.", "arrived", None, "Tripoli"),
        ("Thousands fled Mosul last week.", "fled", "Mosul", None),
        ("They returned to Benghazi.", "returned", None, "Benghazi"),
        ("Fighters gathered weapons while the mayor of Sirte spoke.", "gathered", None, None),
    ],
)
def test_movements_have_an_origin_and_a_destination(text, trigger, origin, destination):
    syntax, span, found = read(text, trigger)
    came, went = movement(syntax, span, found)
    assert (came and came.span.of(text), went and went.span.of(text)) == (origin, destination)


def test_a_name_that_no_gazetteer_holds_may_be_the_place():
    text = "Rebels captured the village of Kasumbaleswa on Monday."
    syntax, span, _ = read(text, "captured")
    (place,) = event_places(syntax, span, ())
    assert place.span.of(text) == "Kasumbaleswa"
    assert place.place is None


def test_a_name_that_is_no_place_is_none():
    text = "Soldiers were attacked in the stronghold of Boko Haram on Monday."
    syntax, span, found = read(text, "attacked")
    group = Span(text.index("Boko"), text.index(" on Monday"))
    found = [t for t in found if not t.span.overlaps(group)]
    assert event_places(syntax, span, found, [group]) == ()


@pytest.mark.parametrize(
    ("text", "odds", "expected", "places"),
    [
        ("Troops held men in Waha district, Derna province.", (0.2, 0.25), False, ["Waha"]),
        ("Troops held men in Waha and Derna.", (0.2, 0.25), False, []),
        ("Troops held men in Waha.", (0.2,), False, []),
        ("Troops held men in Waha.", (0.2,), True, ["Waha"]),
        ("Troops from Waha held men in Derna.", (0.2, 0.25), True, []),
    ],
)
def test_a_name_and_what_holds_it_are_one_place(text, odds, expected, places):
    syntax = parse(text)
    spans = [Span(at, at + len(name)) for name in ("Waha", "Derna") if (at := text.find(name)) >= 0]
    assert [spans[i].of(text) for i in chosen(syntax, spans, np.array(odds), expected=expected)] == places
