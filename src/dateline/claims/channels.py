"""By which channel the words reached the outlet: interview, statement, Telegram, state media…"""

import re
from collections.abc import Sequence
from functools import cache

from dateline.claims.lexicon import lexicon
from dateline.claims.speakers import Source, Talk, beside_cue
from dateline.schema.attribution import AttributionSpans, Channel
from dateline.schema.spans import Span


def channel_of(spans: AttributionSpans, sources: Sequence[Source], talk: Talk) -> Channel:
    """The channel named beside the cue; else in the sentence that tells of an interview with the speaker."""
    text = talk.document.text
    told = [t for t in beside_cue(talk.syntax, spans) if t.lemma_.lower() != "report" or t.pos_ == "NOUN"]
    beside = " ".join(text[t.idx : t.idx + len(t)].lower() for t in told)
    found = _named_in(beside)
    if found is not Channel.UNKNOWN:
        return found
    return _interview_with(sources, talk)


def _interview_with(sources: Sequence[Source], talk: Talk) -> Channel:
    """Of "He was interviewed via Telegram", said of the speaker anywhere in the report."""
    for token in talk.syntax:
        if token.lemma_.lower() != "interview" or token.pos_ != "VERB":
            continue
        sentence = token.sent
        subject = next(
            (c for c in (token, *token.ancestors) for c in c.children if c.dep_ in ("nsubj", "nsubjpass")), None
        )
        if subject is None or not _same(subject.lower_, Span(subject.idx, subject.idx + len(subject)), sources, talk):
            continue
        found = _named_in(sentence.text.lower())
        return Channel.INTERVIEW if found is Channel.UNKNOWN else found
    return Channel.UNKNOWN


def _same(word: str, at: Span, sources: Sequence[Source], talk: Talk) -> bool:
    """Whether the subject at `at` is one of the speakers, by surname or as the pronoun that follows them."""
    roots = [root for source in sources for root in source.roots]
    if any(root.lower_ == word and root.pos_ == "PROPN" for root in roots):
        return True
    if word not in ("he", "she"):
        return False
    before = [root for root in roots if 0 < at.start - root.idx < _NEAR]
    return any(talk.entity_at(root, "person") is not None for root in before)


_NEAR = 300


def _named_in(words: str) -> Channel:
    for channel, pattern in _patterns():
        if pattern.search(words):
            return channel
    return Channel.UNKNOWN


@cache
def _patterns() -> tuple[tuple[Channel, re.Pattern[str]], ...]:
    return tuple(
        (Channel(name), re.compile("(?<![\\w-])(?:" + "|".join(map(re.escape, listed)) + ")(?![\\w-])"))
        for name, listed in lexicon("channels").items()
    )
