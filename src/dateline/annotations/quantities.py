"""Quantities: what is counted, how many, and what happened to it; and money.

Needs the syntax; sets `Quantity` and `Money`. Words are data (`en/quantities.yml`, `en/numbers.yml`).
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc, Token

from dateline.annotations.numerals import number, number_words
from dateline.annotations.quantities_counts import Figure, figures
from dateline.annotations.quantities_lexicon import lexicon
from dateline.annotations.quantities_people import Affected, affected
from dateline.schema.documents import Document
from dateline.schema.quantities import Count, Money, Quantity
from dateline.schema.spans import Span

_AGE = re.compile(r"[\s-]*(?:years?|months?|weeks?|days?)[\s-]*old\b", re.IGNORECASE)
_TIME_UNITS = frozenset(
    {"year", "month", "week", "day", "hour", "minute", "second", "decade", "century", "yr", "time", "a.m.", "p.m."}
)
_PEOPLE_PRONOUNS = frozenset({"he", "she", "him", "her", "himself", "herself", "one", "another", "someone", "somebody"})
_NOBODY = frozenset({"nobody", "none", "no-one", "neither"})


def quantities(document: Document, syntax: Doc) -> tuple[Quantity, ...]:
    """The quantities of the text in order; each number or counted noun in at most one of each role.

    A singular noun that something happened to ("a soldier was killed") is a quantity of 1; a plural without
    a number is none.
    """
    text = document.text
    found: dict[tuple[Span, str], Quantity] = {}
    for each in affected(syntax):
        if quantity := _of_affected(each, text):
            found.setdefault((quantity.span, quantity.role), quantity)
    for quantity in _stated_in_words(text):
        if not any(quantity.span.overlaps(span) and role == quantity.role for span, role in found):
            found[quantity.span, quantity.role] = quantity
    taken = [span for span, _ in found]
    for quantity in _others(text, syntax):
        if not any(quantity.span.overlaps(span) for span in taken):
            found[quantity.span, quantity.role] = quantity
    ordered = sorted(found.values(), key=lambda q: (q.span, q.role))
    return tuple(_as_parts(ordered, text, syntax))


def _of_affected(each: Affected, text: str) -> Quantity | None:
    noun = each.noun
    held = count_of(noun, text)
    if held is None:
        return None
    figure = held
    span = Span(min(figure.span.start, noun.idx), max(figure.span.end, noun.idx + len(noun)))
    cue = Span(each.cue.idx, each.cue.idx + len(each.cue))
    cumulative = _is_cumulative(text, figure.span)
    return Quantity(span, figure.count(span), noun.lemma_.lower(), each.role, cumulative, cue=cue)


def count_of(noun: Token, text: str) -> Figure | None:
    """How many the noun phrase names; None for a plural without a number and for a crowd.

    The span is the number's words, or for a singular or a name the words of the phrase.
    """
    end = noun.idx + len(noun)
    if noun.lower_ in _NOBODY or (noun.lower_ == "one" and noun.i and noun.nbor(-1).lower_ == "no"):
        return Figure(Span(noun.idx, end), 0, 0, 0)
    if noun.pos_ == "PRON" and noun.lower_ not in ("others", "one", "another"):
        return Figure(Span(noun.idx, end), 1, 1, 1) if noun.lower_ in _PEOPLE_PRONOUNS else None
    start = min([noun.idx, *(t.idx for t in noun.lefts if t.dep_ not in ("punct", "relcl", "nsubj", "aux", "prep"))])
    start = min(
        [
            start,
            *(
                t.left_edge.idx
                for t in noun.lefts
                if t.dep_ in ("nummod", "det", "predet", "amod", "quantmod", "advmod")
            ),
        ]
    )
    start = _with_hedge(start, text)
    for figure in figures(text, start, end):
        if not _AGE.match(text[figure.span.end : figure.span.end + 12]) and not _is_indefinite(figure, noun, text):
            return figure
    if noun.tag_ in ("NN", "NNP") and noun.lemma_.lower() not in lexicon().words["collectives"]:
        if noun.pos_ == "PROPN" or any(c.dep_ in ("det", "poss") for c in noun.children) or noun.pos_ == "NOUN":
            return Figure(Span(start, end), 1, 1, 1) if _is_person(noun) else None
    return None


def _with_hedge(start: int, text: str) -> int:
    """`start`, or the start of a hedge right before it."""
    before = text[max(0, start - 24) : start]
    match = _hedge_before().search(before)
    return start - len(before) + match.start() if match else start


@cache
def _hedge_before() -> re.Pattern[str]:
    hedges = "|".join(re.escape(h).replace(r"\ ", r"\s+") for h in lexicon().hedge_words)
    return re.compile(rf"\b(?:{hedges}|between)\s+$", re.IGNORECASE)


def _is_indefinite(figure: Figure, noun: Token, text: str) -> bool:
    """True for "a" before a crowd or a plural: it counts no persons."""
    words = figure.span.of(text).lower()
    if words == "both" and (noun.pos_ == "PROPN" or any(c.dep_ == "preconj" for c in noun.children)):
        return True
    return words in ("a", "an", "some", "many", "another") and (
        noun.lemma_.lower() in lexicon().words["collectives"] or noun.tag_ in ("NNS", "NNPS")
    )


def _is_person(noun: Token) -> bool:
    kind = lexicon().kinds.get(noun.lemma_.lower())
    if noun.pos_ == "PROPN":
        return noun.ent_type_ in ("PERSON", "") or kind in ("people", "fighters")
    return kind in ("people", "fighters") or noun.lemma_.lower() in lexicon().nouns


_TO_DATE = re.compile(
    r"\b(?:so far this|this (?:year|month)|to date|since (?:the (?:start|beginning)|january|last)|in the past (?:year|month)|in 20\d\d|last year)\b"
)


def _is_cumulative(text: str, span: Span) -> bool:
    before = text[max(0, span.start - 60) : span.start].lower()
    after = re.split(r"[.!?](?:\s|$)", text[span.end : span.end + 120].lower(), maxsplit=1)[0]
    if _TO_DATE.search(before.rsplit(". ", 1)[-1]) or _TO_DATE.search(after):
        return True
    return bool(
        re.search(r"\b(?:bring|push|rais|tak)\w*\b[^.;]{0,40}\b(?:toll|total|number|count|tally)\b[^.;]{0,30}$", before)
    )


@cache
def _outcome_after() -> re.Pattern[str]:
    return re.compile(
        r"(?P<nouns>(?:\s+(?!and\b|were\b|was\b|or\b|but\b)[A-Za-z'’-]+){0,3}?)\s+(?:(?:reported|confirmed|left|feared|shot|found|more|were)\s+)?"
        r"(?P<outcome>dead|killed|wounded|injured|hurt|missing|kidnapped|abducted|captured|detained|arrested|displaced|slain|fatally(?!\s+shot))\b",
        re.IGNORECASE,
    )


_OUTCOMES = {
    "fatally": "killed", "dead": "killed", "killed": "killed", "slain": "killed", "wounded": "wounded", "injured": "wounded", "hurt": "wounded",
    "missing": "missing", "kidnapped": "abducted", "abducted": "abducted", "captured": "captured", "detained": "captured",
    "arrested": "captured", "displaced": "displaced",
}  # fmt: skip
_TOLL = re.compile(
    r"\b(?P<kind>death|casualty|injury|wounded)?\s*(?:toll|count|tally)\b(?:\s+\w+){0,6}?\s+(?:to|at|of|is|was|as|reached|stood at)\s+",
    re.IGNORECASE,
)


def _stated_in_words(text: str) -> Iterator[Quantity]:
    """ "Nine dead", "toll rose to nine": figures whose words tell the role where syntax may not."""
    for figure in figures(text):
        words = figure.span.of(text).lower()
        if words in ("a", "an", "no", "one", "some", "many", "both") and words != "no":
            continue
        match = _outcome_after().match(text, figure.span.end)
        if match and not re.search(r"\b(?:who|that|which|by|of|in|have|has)\b", match["nouns"]):
            span = Span(figure.span.start, match.end("nouns") if match["nouns"] else figure.span.end)
            outcome = match["outcome"].lower()
            cue = Span(*match.span("outcome"))
            yield Quantity(span, figure.count(span), outcome, _OUTCOMES[outcome], cue=cue)
    for match in _TOLL.finditer(text):
        held = figures(text, match.end(), min(len(text), match.end() + 30))
        if held and held[0].span.start - match.end() < 3:
            role = {"injury": "wounded", "wounded": "wounded"}.get((match["kind"] or "").lower(), "killed")
            cumulative = _is_cumulative(text, held[0].span)
            yield Quantity(held[0].span, held[0].count(), "toll", role, cumulative, cue=Span(*match.span()))


def _others(text: str, syntax: Doc) -> Iterator[Quantity]:
    """Figures that nothing happened to, by the noun they count."""
    for figure in figures(text):
        words = figure.span.of(text).lower()
        if words in ("a", "an", "some", "many", "both", "one", "no", "none", "another", "few"):
            continue
        tokens = syntax.char_span(figure.span.start, figure.span.end, alignment_mode="expand")
        if tokens is None or any(t.ent_type_ in ("DATE", "TIME", "MONEY", "ORDINAL") for t in tokens):
            continue
        noun = _counted_noun(tokens.root)
        if noun is None or noun.lemma_.lower() in _TIME_UNITS or noun.ent_type_ == "MONEY":
            continue
        if noun.i - tokens[-1].i > 6 or noun.idx < figure.span.start:
            continue
        role = lexicon().kinds.get(noun.lemma_.lower(), "other")
        span = Span(figure.span.start, max(figure.span.end, noun.idx + len(noun)))
        yield Quantity(span, figure.count(span), noun.lemma_.lower(), role)


def _counted_noun(token: Token) -> Token | None:
    if token.pos_ == "NOUN" or (
        token.pos_ == "NUM" and token.dep_ not in ("nummod", "compound", "quantmod", "npadvmod")
    ):
        return token
    for _ in range(3):
        token = token.head
        if token.pos_ in ("NOUN", "PROPN", "SYM"):
            return token
    return None


def _as_parts(found: list[Quantity], text: str, syntax: Doc) -> list[Quantity]:
    """`found` with those marked that count a part of a whole named before them in their sentence."""
    wholes: list[Quantity] = []
    marked = []
    for quantity in found:
        sentence = _sentence_start(quantity.span, syntax)
        is_part = any(_is_part_of(quantity, whole, text) for whole in wholes if whole.span.start >= sentence)
        if is_part:
            role = (
                next(w.role for w in reversed(wholes) if _is_part_of(quantity, w, text))
                if quantity.role in _PLAIN
                else quantity.role
            )
            quantity = replace(quantity, part=True, role=role)
        wholes.append(quantity)
        marked.append(quantity)
    return marked


_PLAIN = frozenset({"people", "fighters", "other"})
_PEOPLE_ROLES = frozenset(
    {"killed", "wounded", "shot", "abducted", "captured", "displaced", "missing", "surrendered", "people", "fighters"}
)


def _sentence_start(span: Span, syntax: Doc) -> int:
    tokens = syntax.char_span(span.start, span.end, alignment_mode="expand")
    return tokens[0].sent.start_char if tokens is not None else 0


def _is_part_of(quantity: Quantity, whole: Quantity, text: str) -> bool:
    """True for "3 children" after "15 people, including", and for "three of them"."""
    if quantity.role not in _PEOPLE_ROLES or whole.role not in _PEOPLE_ROLES or quantity.span.overlaps(whole.span):
        return False
    between = text[whole.span.end : quantity.span.start].lower()
    if ";" in between or ". " in between:
        return False
    if re.match(
        r"\s*of (?:them|whom|those|the (?:dead|victims|wounded|injured|killed))\b",
        text[quantity.span.end : quantity.span.end + 24],
    ):
        return quantity.role == whole.role or quantity.role in _PLAIN
    return any(re.search(rf"\b{re.escape(words)}\b", between) for words in lexicon().words["parts"])


# --- money


def money(document: Document, syntax: Doc) -> tuple[Money, ...]:
    """The amounts of money of the text in order; whole units, so "$2.5 million" is 2,500,000."""
    found = []
    for match in _money_pattern().finditer(document.text):
        amount = _amount(match)
        if amount is None:
            continue
        words = " ".join((match["sign"] or match["name"]).lower().split())
        span = Span(*match.span())
        hedge = lexicon().hedge(match["hedge"]) if match["hedge"] else "exactly"
        low, best, high = {
            "at_least": (amount, amount, None),
            "at_most": (None, None, amount),
            "nearly": (None, amount, amount),
            "about": (None, amount, None),
        }.get(hedge, (amount, amount, amount))
        found.append(Money(Count(low, best, high, span), lexicon().currencies[words]))
    return tuple(found)


def _amount(match: re.Match[str]) -> int | None:
    words = match["figure"] or match["number"]
    scale = match["scale"] or match["scale_after"]
    value = number(words)
    if value is None:
        return None
    factors = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
    if scale:
        value *= factors.get(scale.lower()) or number_words().scales[scale.lower()]
    return round(value)


@cache
def _money_pattern() -> re.Pattern[str]:
    words = lexicon()
    hedges = "|".join(re.escape(h).replace(r"\ ", r"\s+") for h in words.hedge_words)
    signs = "|".join(re.escape(c) for c in words.currencies if not c[-1].isalnum())
    names = "|".join(
        re.escape(c).replace(r"\ ", r"\s+") for c in sorted(words.currencies, key=len, reverse=True) if c[-1].isalpha()
    )
    scale = r"thousand|million|billion|trillion|bn|mn|tn|k|m|b"
    figure = r"\d[\d,]*(?:\.\d+)?"
    return re.compile(
        rf"(?<!\w)(?:(?P<hedge>{hedges})\s+)?(?:(?P<sign>{signs})\s?(?P<figure>{figure})(?:[\s-]?(?P<scale>{scale}))?\b"
        rf"|(?P<number>{number_words().pattern})(?:\s?(?P<scale_after>bn|mn|tn|k|m))?\s+(?P<name>{names})\b)",
        re.IGNORECASE,
    )
