"""Did the act happen: status and newness, read off the words around its trigger."""

from collections.abc import Iterator
from datetime import date, timedelta

from spacy.tokens import Token

from dateline.claims.clauses import is_gerund_compound
from dateline.claims.lexicon import lexicon, words
from dateline.claims.when import is_past_years
from dateline.models.parsed import text_of
from dateline.schema.claims import Newness, Status
from dateline.schema.documents import Document
from dateline.schema.times import Precision, When

_VERBAL = frozenset({"VERB", "AUX"})
# A report's news is of its own week; what is older is told as background.
_NEWS_WINDOW = timedelta(days=14)


def status(trigger: Token) -> Status:
    """The status of the act that `trigger` states; OCCURRED where nothing says otherwise.

    The nearest sign decides: its own auxiliaries and negation, then what governs it.
    """
    for step in _signs(trigger):
        if step is not None:
            return step
    return Status.OCCURRED


def _signs(trigger: Token) -> Iterator[Status | None]:
    yield _negated(trigger)
    yield _adjective(trigger) if trigger.pos_ not in _VERBAL else None
    yield _modal(trigger)
    yield _governed(trigger)
    yield _conditional(trigger)
    yield _ongoing(trigger)


def _negated(token: Token) -> Status | None:
    negations = words("status", "negations")
    if any((c.dep_ == "neg" or c.dep_ in {"det", "preconj"}) and c.lower_ in negations for c in token.children):
        return Status.DENIED
    if token.pos_ in _VERBAL and any(
        s.lower_ in negations or any(c.lower_ == "no" and c.dep_ == "det" for c in s.children)
        for s in token.children
        if s.dep_ in {"nsubj", "nsubjpass"}
    ):
        return Status.DENIED
    if token.dep_ == "pcomp" and token.head.lower_ == "without":
        return Status.DENIED
    return None


def _adjective(noun: Token) -> Status | None:
    for kind, listed in lexicon("status")["adjectives"].items():
        if any(c.dep_ in {"amod", "compound"} and c.lower_ in listed for c in noun.children):
            return Status(kind)
    return None


def _modal(token: Token) -> Status | None:
    """The verb's own modal, or that of the verb it is coordinated with or carried by."""
    verb = token
    for _ in range(4):
        for child in verb.children:
            if child.dep_ == "aux":
                for kind, listed in lexicon("status")["modals"].items():
                    if child.lower_ in listed and not _reported_past(child, verb):
                        return Status(kind)
        if (
            verb.dep_ in {"conj", "pcomp", "xcomp"}
            or (verb.dep_ == "prep" and verb.lower_ == "by")
            or (verb.dep_ == "dobj" and verb.head.lemma_.lower() in words("roles", "light_verbs"))
        ):
            verb = verb.head
        else:
            return None
    return None


def _reported_past(modal: Token, verb: Token) -> bool:
    """ "would often attack": a habit, not a plan."""
    return modal.lower_ == "would" and any(c.lower_ in {"often", "sometimes", "regularly"} for c in verb.children)


def _governed(token: Token) -> Status | None:
    """What stands over the trigger: "planned to", "the threat of", "ordered the"."""
    step = token
    for _ in range(5):
        head = step.head
        if head.i == step.i:
            return None
        if step.dep_ == "pcomp" and head.lower_ in words("status", "background_subordinators"):
            return None
        if step.dep_ in {"relcl", "appos", "nsubj", "nsubjpass", "advcl", "poss"}:
            return _passive_raising(step) if step.dep_ in {"nsubj", "nsubjpass"} else None
        sign = _governor(step, head)
        if sign is not None:
            return sign
        if head.pos_ in _VERBAL and head.lemma_.lower() in words("status", "implicative_verbs"):
            step = head
            continue
        if head.pos_ in _VERBAL and step.dep_ in {"ccomp", "dobj"} and not _carries(step, head):
            return None
        step = head
    return None


def _carries(step: Token, head: Token) -> bool:
    return step.dep_ == "dobj" and head.lemma_.lower() in words("roles", "light_verbs")


def _passive_raising(step: Token) -> Status | None:
    """ "the attack was foiled", "an attack is planned"."""
    verb = step.head
    for kind in ("failed", "planned", "threatened"):
        if verb.lemma_.lower() in lexicon("status")["governors"][kind] and verb.tag_ in {"VBN", "VBD"}:
            return Status(kind) if step.dep_ == "nsubjpass" or verb.lemma_ == "fail" else None
    return None


def _governor(step: Token, head: Token) -> Status | None:
    lex = lexicon("status")
    lemma = head.lemma_.lower()
    if head.pos_ in _VERBAL and step.dep_ in {"xcomp", "dobj", "ccomp", "pobj"}:
        return _governing_verb(step, head, lemma, lex)
    if head.pos_ in {"NOUN", "PROPN"} and step.dep_ in {"acl", "prep"}:
        infinitive = step.dep_ == "acl" and step.tag_ == "VB"
        of = step.dep_ == "prep" and step.lower_ in {"of", "for", "against"}
        for kind, listed in lex["nouns"].items():
            if lemma in listed and (infinitive or of):
                return Status(kind)
    if step.dep_ == "pobj" and head.lower_ in words("status", "prospective_prepositions"):
        over = head.head
        if over.lemma_.lower() in words("status", "prospective_heads"):
            return Status.POSSIBLE
    return None


def _governing_verb(step: Token, head: Token, lemma: str, lex: dict) -> Status | None:  # type: ignore[type-arg]
    finite = step.pos_ in _VERBAL and step.dep_ == "ccomp"
    for kind, listed in lex["governors"].items():
        if lemma not in listed:
            continue
        # A finite complement is what was thought or denied, an infinitive what was meant to be done.
        if finite and kind in {"planned", "ordered", "failed", "possible"}:
            return Status.POSSIBLE if kind == "possible" and step.tag_ != "VBD" else None
        if kind == "ordered" and step.dep_ == "dobj" and lemma in {"tell", "ask", "call", "direct"}:
            return None
        if any(c.dep_ == "neg" for c in head.children) and kind == "failed":
            return None
        return Status(kind)
    return None


def _conditional(token: Token) -> Status | None:
    clause = token
    while clause.dep_ in {"conj", "xcomp", "dobj", "pobj", "prep"} and clause.head.i != clause.i:
        clause = clause.head
    marks = words("status", "prospective_conjunctions")
    if clause.dep_ in {"advcl", "ccomp"} and any(c.dep_ == "mark" and c.lower_ in marks for c in clause.children):
        return Status.POSSIBLE
    if token.tag_ == "VB" and token.dep_ in {"advcl", "acl", "relcl"} and not _finite(token):
        # A bare purpose infinitive: what is meant, not what was done.
        return Status.PLANNED
    return None


def _finite(verb: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)


def _ongoing(token: Token) -> Status | None:
    verb = token if token.pos_ in _VERBAL else token.head
    while verb.dep_ in {"conj"} and verb.head.pos_ in _VERBAL and not _auxiliaries(verb):
        verb = verb.head
    auxiliaries = _auxiliaries(verb)
    if token.tag_ == "VBG" and token.pos_ in _VERBAL and auxiliaries & {"is", "are", "'s", "'re", "am", "been"}:
        return Status.ONGOING
    if (token.tag_ == "VBG" or is_gerund_compound(token)) and _aspectual(token):
        return Status.ONGOING
    if verb.lemma_ in words("status", "ongoing_verbs") and token.dep_ in {"nsubj", "dobj", "xcomp"}:
        return Status.ONGOING
    return None


def _aspectual(token: Token) -> bool:
    """ "started making money by hijacking trucks": begun, and nothing says that it ended."""
    step = token
    for _ in range(5):
        if step.head.i == step.i or step.dep_ in {"relcl", "advcl", "ccomp"}:
            return False
        step = step.head
        if step.lemma_.lower() in {"start", "begin", "continue", "keep", "resume"} and step.pos_ == "VERB":
            return True
    return False


def _auxiliaries(verb: Token) -> set[str]:
    return {c.lower_ for c in _helpers(verb)}


def newness(trigger: Token, when: When | None, published: date | None) -> Newness:
    """BACKGROUND for what the report retells, NEWS for what it reports.

    Retold: dated before the report's fortnight or by years ("in recent years"), or told in the past perfect, as what
    came before ("a year after losing"), or to say who somebody is ("who fought in").
    """
    if when is not None and (_dated_before(when, published) or _over_years(when, trigger)):
        return Newness.BACKGROUND
    if _past_perfect(trigger) or _subordinate_past(trigger) or _identifies(trigger) or _record(trigger):
        return Newness.BACKGROUND
    return Newness.NEWS


def _dated_before(when: When, published: date | None) -> bool:
    if when.start is None or when.end is None:
        return when.precision in {Precision.YEAR, Precision.DECADE}
    if published is not None:
        return when.end < published - _NEWS_WINDOW
    return when.precision in {Precision.YEAR, Precision.DECADE}


def _over_years(when: When, trigger: Token) -> bool:
    return when.start is None and when.span is not None and is_past_years(when.span.of(text_of(trigger.doc)))


def _past_perfect(token: Token) -> bool:
    verb = token
    while verb.dep_ == "conj" and not _auxiliaries(verb):
        verb = verb.head
    if "had" not in _auxiliaries(verb) or verb.tag_ != "VBN":
        return False
    # "Police said rebels had shelled the market": the tense of reported speech, and news.
    return not (verb.dep_ == "ccomp" and verb.head.tag_ in {"VBD", "VBN", "VBG"})


def _subordinate_past(token: Token) -> bool:
    """In a clause under "after" or "since", or a gerund after them."""
    earlier = words("status", "background_subordinators")
    step = token
    for _ in range(4):
        if step.dep_ == "pcomp":
            return step.head.lower_ in earlier and not _tells_the_outcome(step.head.head)
        if step.dep_ == "advcl":
            after = any(c.dep_ in {"mark", "prep"} and c.lower_ in earlier for c in step.children)
            return after and not _in_the_present(step) and not _tells_the_outcome(step.head)
        if step.dep_ not in {"conj", "xcomp", "dobj", "prep", "pobj"}:
            return False
        step = step.head
    return False


def _in_the_present(verb: Token) -> bool:
    """ "The port closes after rebels shell it": the report's own time, which it tells in the present."""
    return any(t.tag_ in {"VBZ", "VBP"} and t.lower_ not in {"has", "have"} for t in (verb, *_helpers(verb)))


def _helpers(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]


def _tells_the_outcome(verb: Token) -> bool:
    """ "Nine were killed after gunmen attacked": one happening, and the clause under "after" tells it."""
    outcomes = words("status", "outcomes")
    return verb.lemma_.lower() in outcomes or any(
        c.dep_ in {"acomp", "attr", "oprd"} and c.lemma_.lower() in outcomes for c in verb.children
    )


def _identifies(token: Token) -> bool:
    """In a past relative clause: it says who someone is rather than what is new."""
    step = token
    for _ in range(3):
        if step.dep_ == "relcl":
            told = step.head.lemma_.lower() in words("status", "happenings")
            return step.tag_ in {"VBD", "VBN"} and step.head.pos_ in {"NOUN", "PROPN", "PRON"} and not told
        if step.dep_ not in {"conj", "xcomp", "ccomp", "dobj"}:
            return False
        step = step.head
    return False


def _record(token: Token) -> bool:
    """ "responsible for attacks on": an act noun that only says what somebody is known for."""
    step = token
    for _ in range(4):
        if step.head.i == step.i or step.dep_ not in {"pobj", "prep", "conj", "pcomp", "dobj"}:
            return False
        step = step.head
        if step.dep_ == "prep" and step.lower_ == "for" and step.head.lemma_.lower() in words("status", "charged"):
            return True
        if step.dep_ != "prep" and step.lemma_.lower() in words("status", "identifying"):
            return token.tag_ in {"NNS", "VBG"} or step.pos_ == "ADJ"
    return False


def published_day(document: Document) -> date | None:
    """The last day on which the document can have been published; None where nothing tells."""
    return document.published.end if document.published is not None else None
