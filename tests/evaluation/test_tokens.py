"""Prose from tokens."""

import pytest

from dateline.evaluation.tokens import detokenise, head_word
from dateline.schema.spans import Span


def test_blanks_stand_where_a_newspaper_sets_them() -> None:
    before = "Rebels - who fled - said the army ’ s Lt . Gen . ( ret . ) did n't stop ."
    quoted = ["It", '"', "fled", '"', ",", "he", "said", "."]
    assert detokenise(before.split()).text == "Rebels-who fled-said the army’s Lt. Gen. (ret.) didn't stop."
    assert detokenise(quoted).text == 'It "fled", he said.'


def test_spans_point_at_their_tokens() -> None:
    tokens = ["Al", "-", "Shabaab", "’", "s", "men", "fled", "."]
    prose = detokenise(tokens, breaks={6})
    assert prose.text == "Al-Shabaab’s men\n\nfled."
    assert [span.of(prose.text) for span in prose.spans] == tokens
    assert prose.covered(prose.spans[5]) == (5, 6)
    assert prose.covered(Span(0, 10)) == (0, 3)


@pytest.mark.parametrize(
    ("words", "head"),
    [
        ("the members of a local militia", "members"),
        ("Major General Omar Haddad", "haddad"),
        ("a bus, parked outside", "bus"),
        ("the army’s", "army"),
        ("of", "of"),
    ],
)
def test_heads_stand_before_the_first_preposition(words: str, head: str) -> None:
    assert head_word(words) == head
