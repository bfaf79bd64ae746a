"""Who says a claim: the innermost attribution whose content covers its trigger, resolved to a speaker."""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from dateline.claims.channels import channel_of
from dateline.claims.clauses import head_of, tokens_of
from dateline.claims.lexicon import words
from dateline.claims.speakers import Source, Talk
from dateline.claims.stances import stance_of
from dateline.claims.voices import voice_of
from dateline.models.parsed import text_of
from dateline.schema.attribution import Attribution, AttributionSpans, Stance, Voice
from dateline.schema.documents import Document
from dateline.schema.spans import CoreferenceLink, Mention, Span, hull

_OUTLET = Attribution(Voice.OUTLET)
_NOBODY = frozenset({"nobody", "none", "neither"})


def attribution_of(
    trigger: Span,
    document: Document,
    syntax: Doc,
    attributions: Sequence[AttributionSpans],
    entities: Sequence[Mention],
    coreference: Sequence[CoreferenceLink],
) -> Attribution:
    """Who asserts what `trigger` states; the outlet itself where no one else does.

    An attribution passes the claim on if its content covers the trigger and its cue reports: an order, a
    wish or a plan ("told fighters to go") leaves it to whoever speaks of the order. `via` is the next
    attribution outward, or the source that cites this one.
    """
    talk = Talk(document, syntax, attributions, entities, coreference)
    covering = [spans for spans in attributions if _covers(spans, trigger) and passes_on(spans, syntax)]
    covering.sort(key=lambda spans: (-_extent(spans), spans.score))
    resolved: Attribution | None = None
    for spans in covering:
        inner = resolve(spans, talk, via=resolved)
        if resolved is None or not _same(inner, resolved):
            resolved = inner
    return resolved or _OUTLET


def resolve(spans: AttributionSpans, talk: Talk, *, via: Attribution | None = None) -> Attribution:
    """One attribution with its speakers, voice, channel and stance."""
    cited = _cited(spans, talk)
    if cited:
        via = _resolved(spans, talk.sources(spans), talk, via)
        return _resolved(spans, tuple(cited), talk, via)
    return _resolved(spans, talk.sources(spans), talk, via)


def _resolved(spans: AttributionSpans, sources: Sequence[Source], talk: Talk, via: Attribution | None) -> Attribution:
    cue = _tokens(talk.syntax, spans.cue)
    return Attribution(
        voice=voice_of(sources, talk),
        speakers=tuple(talk.speaker(source) for source in sources),
        cue=hull(spans.cue) if spans.cue else None,
        content=hull(spans.content) if spans.content else None,
        channel=channel_of(spans, sources, talk),
        stance=stance_of(cue, _tokens(talk.syntax, spans.content)),
        anonymous=_anonymous(sources, talk),
        score=spans.score,
        annotator=spans.annotator,
        via=via,
    )


def _anonymous(sources: Sequence[Source], talk: Talk) -> bool:
    """Whether the speakers are people described but not named; a body ("the army") speaks as itself."""
    if not sources or any(talk.name(source) for source in sources):
        return False
    bodies = words("attribution", "bodies")
    last = [source.roots[-1] for source in sources]
    return not all(root.lemma_.lower() in bodies or root.pos_ == "PROPN" for root in last)


def _covers(spans: AttributionSpans, trigger: Span) -> bool:
    covered = any(part.start <= trigger.start < part.end for part in spans.content)
    return covered and not any(trigger.overlaps(cue) for cue in spans.cue)


def _extent(spans: AttributionSpans) -> int:
    return sum(part.end - part.start for part in spans.content)


def _same(inner: Attribution, outer: Attribution) -> bool:
    return bool(inner.speakers) and [s.span for s in inner.speakers] == [s.span for s in outer.speakers]


def passes_on(spans: AttributionSpans, syntax: Doc) -> bool:
    """Whether the content is something the source reports, not something it wants, orders or judges."""
    cue = _tokens(syntax, spans.cue)
    lemmas = {t.lemma_.lower() for t in cue} | {t.lower_ for t in cue}
    root = head_of(syntax, spans.content[0]) if spans.content else None
    if root is None or _nobody(spans, cue, syntax):
        return False
    quoted = syntax[root.left_edge.i].is_quote or text_of(syntax)[spans.content[0].start] in "“\"'«"
    if lemmas & words("attribution", "wills"):
        return quoted or _finite(root)
    if lemmas & words("attribution", "reports"):
        return True
    return quoted or _finite(root) or stance_of(cue, _tokens(syntax, spans.content)) is not Stance.ASSERTS


def _nobody(spans: AttributionSpans, cue: Sequence[Token], syntax: Doc) -> bool:
    """Whether no one says it: "no group has claimed responsibility", "the rebels have not claimed the attack"."""
    heads = [head for part in spans.source if (head := head_of(syntax, part))]
    silent = any(h.lower_ in _NOBODY or any(c.lower_ == "no" for c in h.children) for h in heads)
    unclaimed = any(t.lemma_.lower() == "claim" and any(_is_none(c) for c in t.children) for t in cue)
    return silent or unclaimed


def _is_none(word: Token) -> bool:
    """Whether it makes nothing of what it hangs on: "not claimed", "no immediate claim"."""
    return word.dep_ == "neg" or word.lower_ == "no"


def _finite(root: Token) -> bool:
    helpers = [c for c in root.children if c.dep_ in ("aux", "auxpass")]
    return any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in (root, *helpers))


def _tokens(syntax: Doc, spans: Sequence[Span]) -> list[Token]:
    return [token for span in spans for token in tokens_of(syntax, span)]


def _cited(spans: AttributionSpans, talk: Talk) -> list[Source]:
    """Whom the source cites beside its cue: "Al-Ahram said, citing the health ministry"; what is no speaker is none."""
    cites = words("attribution", "cites")
    head = head_of(talk.syntax, spans.cue[0]) if spans.cue else None
    if head is None or head.lower_ in cites:
        return []
    things = (
        Source(thing)
        for token in head.sent
        if token.lower_ in cites and not any(part.start <= token.idx < part.end for part in spans.content)
        for thing in token.children
        if thing.dep_ == "dobj"
    )
    return [thing for thing in things if _speaks(thing, talk)]


def _speaks(thing: Source, talk: Talk) -> bool:
    """Whether the words of `thing` name someone who can speak: "citing a misunderstanding" cites nobody."""
    hearsay = thing.root.lemma_.lower() in words("voices", "cited")
    return hearsay or thing.root.pos_ == "PROPN" or voice_of((thing,), talk) is not Voice.UNKNOWN
