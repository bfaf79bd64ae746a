import numpy as np
import pytest

from dateline.annotations.syntax import parse
from dateline.places.event_features import FEATURES, event_features
from dateline.places.event_syntax import around, tokens
from dateline.places.event_words import word_features
from dateline.places.trees import trees
from dateline.schema.spans import Span

TEXT = "On Monday, militants from Syria killed nine soldiers near Mosul, officials in Baghdad said."
NAMES = ("Syria", "Mosul", "Baghdad")


def at(words):
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


@pytest.fixture(scope="module")
def held():
    return around(parse(TEXT), at("killed"), [(at(name), "literal") for name in NAMES])


def column(table, name):
    return list(table[:, FEATURES.index(name)])


def test_the_model_reads_these_features(held):
    assert trees("event_place").features == FEATURES
    assert event_features(held, np.zeros(3)).shape == (3, len(FEATURES))


def test_the_preposition_of_the_act_is_told_from_others(held):
    table = event_features(held, np.zeros(3))
    assert column(table, "attached") == [0, 1, 0]
    assert column(table, "rivals_attached") == [1, 0, 1]
    assert column(table, "before") == [1, 0, 0]
    assert column(table, "nearest_after") == [0, 1, 0]
    assert column(table, "named_class")[0] == 1


def test_the_odds_of_words_are_set_beside_each_other(held):
    table = event_features(held, np.array([0.1, 0.8, 0.2]))
    assert column(table, "words_rank") == [2, 0, 1]
    assert column(table, "words_best_other") == pytest.approx([0.8, 0.2, 0.8])


def test_words_name_the_act_and_the_way_to_the_place(held):
    syria, mosul, _ = word_features(held)
    assert "a=kill" in syria
    assert "a=kill" in mosul
    assert "p|a=near|kill" in mosul
    assert "path=>prep:near>pobj" in mosul
    assert "p=from" in syria


def test_a_span_inside_a_token_touches_it():
    syntax = parse("The U.S.-led coalition bombed Raqqa.")
    start, end = tokens(syntax, Span(4, 8))
    assert "U.S." in syntax[start:end].text
