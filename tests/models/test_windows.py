import re

import pytest
from tokenizers import Tokenizer

from dateline import models
from dateline.models.windows import Window, paragraphs, windows
from dateline.schema.spans import Span

TEXT = (
    "The ministry denied it.\n\nA resident of Derna, reached by phone, said shells fell “all night”.\n" + "word " * 90
)
BLOCKS = tuple(Span(*match.span()) for match in re.finditer(r"\S[^\n]*", TEXT))


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return models.load("attribution").tokenizer


def cut(tokenizer: Tokenizer, *, size: int, longest: int, context: int) -> list[Window]:
    parts = list(paragraphs(tokenizer, TEXT, BLOCKS))
    return list(windows(parts, size=size, longest=longest, context=context, cls=101, sep=102))


def test_words_are_offsets_into_the_text(tokenizer: Tokenizer) -> None:
    first, second, _ = paragraphs(tokenizer, TEXT, BLOCKS)
    assert [word.of(TEXT) for word in first.words] == ["The", "ministry", "denied", "it", "."]
    assert "“" in [word.of(TEXT) for word in second.words]


@pytest.mark.parametrize(("size", "longest", "context"), [(256, 448, 64), (40, 30, 10), (20, 20, 0)])
def test_every_word_is_read_once_outside_the_context(
    tokenizer: Tokenizer, size: int, longest: int, context: int
) -> None:
    read = [
        w for item in cut(tokenizer, size=size, longest=longest, context=context) for w in item.words[item.context :]
    ]
    assert [w for w in read if w] == [w for part in paragraphs(tokenizer, TEXT, BLOCKS) for w in part.words]


def test_context_is_what_stands_right_before(tokenizer: Tokenizer) -> None:
    before, after = cut(tokenizer, size=30, longest=448, context=12)[:2]
    context = [word for word in after.words[: after.context] if word]
    assert context
    assert context == [word for word in before.words if word][-len(context) :]


def test_pieces_stay_within_the_bounds(tokenizer: Tokenizer) -> None:
    for item in cut(tokenizer, size=40, longest=30, context=10):
        assert len(item.ids) <= 30 + 10 + 4
        assert item.ids[0] == 101
        assert item.ids[-1] == 102


def test_first_pieces_point_at_the_words(tokenizer: Tokenizer) -> None:
    for item in cut(tokenizer, size=256, longest=448, context=64):
        assert len(item.firsts) == len(item.words)
        assert all(
            (item.ids[first] == 102) == (word is None) for first, word in zip(item.firsts, item.words, strict=True)
        )
