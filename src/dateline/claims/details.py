"""What else a clause says of an act: its size, weapon, toll, time and money."""

from dataclasses import fields, replace

from spacy.tokens import Token

from dateline.annotations.triggers import is_effect
from dateline.claims.clauses import children, head_of, prepositional, tokens_of
from dateline.claims.lexicon import lexicon, words
from dateline.claims.report import Report, sentence_of
from dateline.claims.roles import Roles
from dateline.claims.toll import toll
from dateline.claims.when import when
from dateline.schema.annotations import Annotations
from dateline.schema.codebook import act_type
from dateline.schema.quantities import NO_TOLL, Count, Money, Toll
from dateline.schema.spans import Span
from dateline.schema.times import When


def size_of(part: Roles, layers: Annotations) -> Count | None:
    """How many the acting force counts, where its phrase says so."""
    for actor in part.actors:
        reach = [t for t in actor.subtree if not any(a.dep_ == "relcl" for a in (t, *t.ancestors) if a.i > actor.i)]
        if not reach:
            continue
        extent = Span(reach[0].idx, reach[-1].idx + len(reach[-1]))
        for quantity in layers.quantities:
            if quantity.role in {"fighters", "people"} and extent.contains(quantity.span):
                return quantity.count
    return None


def weapon_of(token: Token, part: Roles, report: Report) -> Span | None:
    """The weapon the act was done with: its instrument, in its name, or in a phrase such as "with"."""
    weapons = [m.span for m in report.layers.entities if m.kind == "weapon"]
    own = () if token.pos_ == "VERB" else (token,)  # "bombs" in "Egypt bombs targets" is no bomb
    for word in (*own, *part.instruments, *_means(token)):
        at = Span(word.idx, word.idx + len(word))
        held = next((w for w in weapons if w.overlaps(at)), None)
        if held is not None:
            return held
    return None


def _means(token: Token) -> list[Token]:
    """Words by which the clause may name a weapon."""
    found = children(token, "compound", "amod", "nmod") + prepositional(token, words("weapons", "prepositions"))
    if token.lemma_.lower() in words("weapons", "object_verbs"):
        found += children(token, "dobj")
    used = [a for a in token.children if a.dep_ in {"acl", "advcl"} and a.lemma_ == "use"]
    return [*found, *(o for a in used for o in children(a, "dobj"))]


def toll_of(claim_type: str, trigger: Span, report: Report) -> Toll:
    """The counts that an act of this type can have."""
    if act_type(claim_type).statement:
        return NO_TOLL
    counts = lexicon("toll")["counts"]
    kept = {role for role, types in counts.items() if claim_type in types}
    if not kept and act_type(claim_type).family in words("toll", "families"):
        kept = set(lexicon("toll")["default"])
    acts = [t.span for t in report.layers.triggers if not is_effect(t)]
    found = toll(trigger, report.syntax, report.layers.quantities, acts)
    if claim_type == "abduction" and found.abducted is None:  # "rebels captured nine"
        found = replace(found, abducted=found.captured)
    held = {f.name: getattr(found, f.name) for f in fields(Toll) if f.name in kept}
    if held.get("surrendered") is not None and not _counted(held["surrendered"].span, report):
        del held["surrendered"]
    return Toll(**held)


def _counted(span: Span, report: Report) -> bool:
    """True where the words hold a number: "he defected" counts nobody."""
    return any(t.like_num for t in tokens_of(report.syntax, span))


def time_of(claim_type: str, token: Token, trigger: Span, report: Report) -> When | None:
    """The time of the act; a statement takes one only from its own clause."""
    moment = when(trigger, report.syntax, report.layers.times, report.document)
    if moment is None or moment.span is None:
        return moment
    if not act_type(claim_type).statement:
        return moment
    word = head_of(report.syntax, moment.span)
    while word is not None and word.i != token.i and word.pos_ not in {"VERB", "AUX"} and word.head.i != word.i:
        word = word.head
    return moment if word is not None and word.i == token.i else None


def money_of(trigger: Span, layers: Annotations) -> Money | None:
    sentence = sentence_of(layers, trigger)
    inside = [m for m in layers.money if sentence.contains(m.amount.span)]
    return min(inside, key=lambda m: m.amount.span.distance(trigger), default=None)
