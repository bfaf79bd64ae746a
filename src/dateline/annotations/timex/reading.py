"""Whether words that may be a time are one here: "May", "second", "march", "2000" often are not."""

import re

from spacy.tokens import Doc, Token

from dateline.annotations.timex.grammar import Candidate
from dateline.annotations.timex.lexicon import lexicon
from dateline.annotations.timex.meanings import Calendar, Extent, Fixed, Meaning
from dateline.schema.spans import Span

_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|from|of|by|until|till|to|through|during|before|after|between|and|for|late|early|mid|the|year|fiscal|"
    r"over|than|as of|than in|election|around|about|circa|on|a|an|his|her|its|their|our|or|with|at|that|this)|[(,'’-])\s*$",
    re.IGNORECASE,
)
_COUNTED_AFTER_YEAR = re.compile(
    r"\s*(?:[%$€£]|(?:percent|people|men|women|troops|soldiers|dead|killed|miles?|km|kilomet|met(?:re|er)|feet|dollars|tons?|"
    r"pounds|euros|members|points|shares|block|degrees|others|more|million|billion|fighters|families|civilians|refugees|"
    r"houses|homes|votes|rounds|prisoners|hours|employees|workers|students|jobs|words|times)\b)",
    re.IGNORECASE,
)
_STREET_AFTER = re.compile(
    r"\s+(?:block|[NSEW]\.?\s|North|South|East|West|[A-Z]\w+\s+(?:St|Ave|Rd|Dr|Blvd|Street|Avenue|Road|Drive|Lane)\b)"
)


def is_time(candidate: Candidate, held: Meaning, text: str, syntax: Doc) -> bool:
    """False where the words, in this place, mean something else."""
    words = candidate.span.of(text)
    if _needs_capital(candidate, words):
        return False
    match held:
        case Calendar():
            return _is_date(candidate, held, text, syntax)
        case Extent():
            return _is_extent(candidate, text, syntax)
        case Fixed() if candidate.means == "reference":
            return _is_reference(candidate, words, text, syntax)
        case Fixed() if "rate" in candidate.groups:
            return _is_rate(candidate.span, text, syntax)
        case Fixed() if "plural" in candidate.groups:
            return words[0].isupper()
    return not _is_possessed_number(candidate.span, text)


def _is_possessed_number(span: Span, text: str) -> bool:
    return text[span.end : span.end + 1] == "%" or text[max(0, span.start - 1) : span.start] in ("$", "£", "€")


def _needs_capital(candidate: Candidate, words: str) -> bool:
    """True where a word such as "march" or "sun" lacks the capital that would make it a month or day."""
    held = lexicon().words["capitalised"]
    for name in ("month", "weekday"):
        found = candidate.groups.get(name)
        if found and found.rstrip(".").lower() in held and found[0].islower():
            return True
    return False


def _is_date(candidate: Candidate, held: Calendar, text: str, syntax: Doc) -> bool:
    span, groups = candidate.span, candidate.groups
    alone = "alone" in groups
    if "year" in groups and held.month is None and held.season is None and alone:
        return _is_year(span, groups, text)
    if held.month is not None and alone and held.rel is None and held.mod is None:
        return _is_month(groups["month"], span, text, syntax)
    if held.season is not None and alone and held.rel is None and held.year is None:
        return _is_season(span, text, syntax)
    if held.weekday is not None and alone:
        weekday = groups["weekday"]
        if weekday.rstrip(".").lower() in lexicon().words["not_alone"]:
            return weekday.endswith(".") and held.part is None and weekday[0].isupper()
    if held.quarter is not None and "quarter" in groups and held.year is None:
        return not re.match(r"\s*[-–]?\s*(?:century|mile|final|back)", text[span.end : span.end + 12])
    return not ("year2" in groups and re.match(r"\s*(?:percent|%|people|killed|dead)", text[span.end : span.end + 12]))


def _is_year(span: Span, groups: dict[str, str] | object, text: str) -> bool:
    words = span.of(text)
    if not words[-4:].isdigit():
        return True
    year, before, after = int(words[-4:]), text[max(0, span.start - 14) : span.start], text[span.end : span.end + 30]
    if len(words) > 4:
        return True
    if (
        not 1400 <= year <= 2060
        or re.match(r"[,.:]?\d|[-–]\d{3,}|[A-Za-z%]", after)
        or re.search(r"[\d$£€#.][-.,:/]?$|No\. ?$", before)
    ):
        return False
    if _COUNTED_AFTER_YEAR.match(after) or _STREET_AFTER.match(after):
        return False
    return bool(_BEFORE_YEAR.search(before) or re.match(r"\s*(?:[)\].,;:'’]|$)", after) or 1900 <= year <= 2040)


def _is_month(month: str, span: Span, text: str, syntax: Doc) -> bool:
    folded = month.rstrip(".").lower()
    if folded in lexicon().words["not_alone"]:
        return False
    if folded not in ("may", "march", "august"):
        return month[0].isupper()
    token = _token(span, syntax)
    before = text[max(0, span.start - 12) : span.start]
    if re.search(
        r"\b(?:in|since|by|until|till|of|last|next|this|from|to|early|late|mid|through|during|and|between|for)[\s-]+$",
        before,
        re.I,
    ):
        return token is None or token.pos_ not in ("VERB", "AUX")
    return token is not None and token.pos_ in ("PROPN", "NOUN") and token.ent_type_ in ("DATE", "TIME")


def _is_season(span: Span, text: str, syntax: Doc) -> bool:
    words = span.of(text).lower()
    if "fall" in words or "spring" in words:
        token = _token(Span(span.end - 1, span.end), syntax)
        return (
            token is not None
            and token.pos_ in ("NOUN", "PROPN")
            and bool(
                re.search(
                    r"\b(?:in|since|by|until|during|this|last|next|of|through)\s+(?:the\s+)?$",
                    text[max(0, span.start - 16) : span.start],
                )
            )
            and not re.match(r"\s+(?:of|in|from)\b", text[span.end : span.end + 6])
        )
    return not words[0].isupper()


def _token(span: Span, syntax: Doc) -> Token | None:
    tokens = syntax.char_span(span.start, span.end, alignment_mode="expand")
    return tokens.root if tokens is not None else None


_STRETCH_BEFORE = re.compile(
    r"\b(?:for|in|within|after|over|during|of|about|than|last|past|next|every|some|until|through|throughout|nearly|almost|took|take|"
    r"takes|spent|spend|lasted|last|lasting|only|just|just over|under|least|to|by|from|served|serving|serve|be|was|were|is|the|with|"
    r"another|an additional|before|around|up|and|been|,|between)\s+$",
    re.IGNORECASE,
)


def _is_extent(candidate: Candidate, text: str, syntax: Doc) -> bool:
    span, groups = candidate.span, candidate.groups
    words, before, after = (
        span.of(text).lower(),
        text[max(0, span.start - 20) : span.start],
        text[span.end : span.end + 24],
    )
    unit = groups.get("unit", "").lower()
    if _is_age(words, unit, before, after):
        return False
    if "indefinite" in groups:
        return "time" in words or "period" in words
    if (
        unit.startswith(("sec", "min"))
        and groups.get("amount", "").lower() in ("a", "an", "")
        and "window" not in groups
    ):
        return False
    if "bare" in groups:
        return bool(
            re.search(r"\b(?:for|in|within|over|after|of|took|about|lasted|took|the)\s+$", before, re.I)
        ) and not re.match(r"\s+(?:of|old|later|ago|earlier)\b", after)
    if groups.get("amount", "").lower() in ("a", "an") and "hedge" not in groups and "-" not in words:
        return bool(_STRETCH_BEFORE.search(before)) and not re.match(
            r"\s+(?:of\s+(?!violence|war|fight)|when|that|after|before|since|to\s)", after
        )
    if "-" in words and re.search(r"[$£€]\s?$|\d$", before):
        return False
    if unit.startswith("quarter") and "window" not in groups and "coming" not in groups:
        return False
    return not (unit == "nights" and "amount" not in groups)


def _is_age(words: str, unit: str, before: str, after: str) -> bool:
    """True for a person's age: "17-year-old", "52 years old", "aged six months"."""
    if re.search(r"\b(?:aged?|ages)\s+$", before, re.I):
        return True
    if re.match(r"[\s-]+(?:old|of age)\b", after) and unit.startswith("year"):
        return True
    if not words.endswith("old"):
        return False
    if unit.startswith("year"):
        return True
    following = re.match(r"\W*(\w+)", after)
    return following is None or following[1].lower() in lexicon().words["aged"]


def _is_rate(span: Span, text: str, syntax: Doc) -> bool:
    """True for "three a day", "$33 million a year": a rate; elsewhere "a day" is a stretch or nothing."""
    before = text[max(0, span.start - 30) : span.start]
    if re.search(
        r"\b(?:for|in|within|after|over|during|of|about|than|is|was|be|not|to|with|the|it|what|such|and|or|but|by|on|as|had|have|has|took)\s+$",
        before,
        re.I,
    ):
        return False
    if re.match(
        r"\s+(?:of|when|that|after|before|since|ago|earlier|later|old|to|for|long|[A-Za-z]+ly)\b",
        text[span.end : span.end + 16],
    ):
        return False
    return bool(
        re.search(
            r"\d[\d.,]*(?:\s+\w+){0,3}\s+$|\b(?:times|once|twice|hours|percent|million|billion|thousand|people|dollars)\s+$",
            before,
        )
    )


def _is_reference(candidate: Candidate, words: str, text: str, syntax: Doc) -> bool:
    span, folded = candidate.span, " ".join(words.lower().split())
    token = _token(span, syntax)
    if folded in ("current", "recent", "future"):
        return token is not None and token.pos_ == "ADJ"
    if folded == "once":
        return False
    if folded == "the time":
        return bool(re.search(r"\bat\s+$", text[max(0, span.start - 4) : span.start])) and not re.match(
            r"\s+(?:of|when|that|to)\b", text[span.end : span.end + 6]
        )
    if folded in ("the past", "the future"):
        return bool(re.search(r"\b(?:in|of|from|for)\s+$", text[max(0, span.start - 6) : span.start])) and not re.match(
            r"\s+(?:\w+\s+)?(?:year|month|week|day|decade|centur|hour|of)", text[span.end : span.end + 24]
        )
    return True
