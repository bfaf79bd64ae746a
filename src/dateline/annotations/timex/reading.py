"""Whether words that may be a time are one here: "May", "second", "march", "2000" often are not."""

import re

from spacy.tokens import Doc, Token

from dateline.annotations.timex.context import surroundings, words
from dateline.annotations.timex.grammar import Candidate
from dateline.annotations.timex.lexicon import lexicon
from dateline.annotations.timex.meanings import Calendar, Extent, Fixed, Meaning
from dateline.schema.spans import Span

_YEARS = range(1400, 2061)
_AMBIGUOUS_MONTHS = frozenset({3, 5, 8})  # a modal, a verb, an adjective
_AMBIGUOUS_SEASONS = frozenset({"SP", "FA"})


def is_time(candidate: Candidate, held: Meaning, text: str, syntax: Doc) -> bool:
    """False where the words, in this place, mean something else."""
    if _lacks_capital(candidate) or not surroundings()["number"].hold(candidate.span, text):
        return False
    match held:
        case Calendar():
            return _is_date(candidate, held, text, syntax)
        case Extent():
            return _is_extent(candidate, text)
        case Fixed() if candidate.means == "reference":
            return _is_reference(candidate.span, text, syntax)
        case Fixed() if "rate" in candidate.groups:
            return surroundings()["rate"].hold(candidate.span, text)
        case Fixed() if "plural" in candidate.groups:
            return candidate.groups["plural"][0].isupper()
    return True


def _lacks_capital(candidate: Candidate) -> bool:
    """True where a word such as "march" or "sun" lacks the capital that would make it a month or day."""
    held = lexicon().words["capitalised"]
    found = (candidate.groups.get(name) for name in ("month", "weekday"))
    return any(word and word.rstrip(".").lower() in held and word[0].islower() for word in found)


def _is_date(candidate: Candidate, held: Calendar, text: str, syntax: Doc) -> bool:
    span, groups = candidate.span, candidate.groups
    if "alone" in groups:
        if held.year is not None and held.month is None and held.season is None:
            return _is_year(span, text)
        if held.month is not None and held.rel is None and held.mod is None:
            return _is_month(held.month, groups["month"], span, text, syntax)
        if held.season is not None and held.rel is None and held.year is None:
            return _is_season(held.season, span, text, syntax)
        if held.weekday is not None and groups["weekday"].rstrip(".").lower() in lexicon().words["not_alone"]:
            return groups["weekday"].endswith(".") and held.part is None
    if "quarter" in groups and held.year is None:
        return surroundings()["quarter"].hold(span, text)
    return "year2" not in groups or surroundings()["short_year"].hold(span, text)


def _is_year(span: Span, text: str) -> bool:
    """True for a year in words or with words ("fiscal 1988"), and for four figures that count nothing."""
    held = span.of(text)
    if not (held.isdigit() and len(held) == 4):
        return True
    return int(held) in _YEARS and surroundings()["year"].hold(span, text)


def _is_month(month: int, word: str, span: Span, text: str, syntax: Doc) -> bool:
    if word.rstrip(".").lower() in lexicon().words["not_alone"]:
        return False
    if month not in _AMBIGUOUS_MONTHS:
        return word[0].isupper()
    token = _token(span, syntax)
    if surroundings()["month_word"].hold(span, text):
        return token is None or token.pos_ not in ("VERB", "AUX")
    return token is not None and token.pos_ in ("PROPN", "NOUN") and token.ent_type_ in ("DATE", "TIME")


def _is_season(season: str, span: Span, text: str, syntax: Doc) -> bool:
    if season not in _AMBIGUOUS_SEASONS:
        return not span.of(text)[0].isupper()
    token = _token(Span(span.end - 1, span.end), syntax)
    is_noun = token is not None and token.pos_ in ("NOUN", "PROPN")
    return is_noun and surroundings()["season_word"].hold(span, text)


def _token(span: Span, syntax: Doc) -> Token | None:
    tokens = syntax.char_span(span.start, span.end, alignment_mode="expand")
    return tokens.root if tokens is not None else None


def _is_extent(candidate: Candidate, text: str) -> bool:
    span, groups, around = candidate.span, candidate.groups, surroundings()
    held, unit, amount = span.of(text).lower(), groups.get("unit", "").lower(), groups.get("amount", "").lower()
    if "indefinite" in groups:
        return True
    if _is_age(span, held, unit, text):
        return False
    if "bare" in groups:
        return around["bare_units"].hold(span, text)
    if "window" in groups or "coming" in groups:
        return True
    if unit.startswith(("sec", "min")) and amount in ("a", "an", ""):
        return False
    if amount in ("a", "an") and "hedge" not in groups and "-" not in held:
        return around["one_unit"].hold(span, text)
    if "-" in held and not around["hyphenated"].hold(span, text):
        return False
    return not unit.startswith("quarter")


def _is_age(span: Span, held: str, unit: str, text: str) -> bool:
    """True for a person's age: "17-year-old", "52 years old", "aged six months"."""
    around = surroundings()
    if around["age_before"].hold(span, text) or (unit.startswith("year") and around["age_after"].hold(span, text)):
        return True
    if not held.endswith("old"):
        return False
    following = re.match(r"\W*(\w+)", text[span.end : span.end + 24])
    return unit.startswith("year") or following is None or following[1].lower() in lexicon().words["aged"]


def _is_reference(span: Span, text: str, syntax: Doc) -> bool:
    folded = " ".join(span.of(text).lower().split())
    if folded in words("adjectives"):
        token = _token(span, syntax)
        return token is not None and token.pos_ == "ADJ"
    around = surroundings().get(folded)
    return around is None or around.hold(span, text)
