"""Where an act took place, of the places that its sentence names; and where a movement came from and went."""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from dateline.schema.places import Location, PlacePrecision, Relation, Toponym
from dateline.schema.spans import Span

_ORIGIN = frozenset({"from", "out"})
_DESTINATION = frozenset({"to", "into", "toward", "towards", "onto", "for"})
_STEP = 1.0
_OF_STEP = 0.3  # "control of the city of Sirte" is one place however long
_CLAUSE_BOUNDARY = {"relcl": 4.0, "ccomp": 1.5, "advcl": 2.0, "conj": 1.5, "acl": 1.5, "appos": 0.5, "poss": 2.0}
_FARTHEST = 6.0
_NEAR_KM = 15.0


def event_places(syntax: Doc, trigger: Span, toponyms: Sequence[Toponym]) -> tuple[Toponym, ...]:
    """The toponyms where the act took place: the nearest in its sentence's tree, with those beside it."""
    act = _root(syntax, trigger)
    if act is None:
        return ()
    ranked = sorted(
        ((_cost(act, root), t, root) for t in toponyms if (root := _candidate(syntax, act, t)) is not None),
        key=lambda item: (item[0], item[1].span.start),
    )
    if not ranked or ranked[0][0] > _FARTHEST:
        return ()
    _, best, head = ranked[0]
    beside = {t.i for t in head.conjuncts}
    return (best, *(t for _, t, root in ranked[1:] if root.i in beside))


def _candidate(syntax: Doc, act: Token, toponym: Toponym) -> Token | None:
    if toponym.kind != "literal":
        return None
    root = _root(syntax, toponym.span)
    return root if root is not None and root.sent.start == act.sent.start else None


def _root(syntax: Doc, span: Span) -> Token | None:
    found = syntax.char_span(span.start, span.end, alignment_mode="expand")
    return found.root if found is not None else None


def _cost(act: Token, place: Token) -> float:
    """Steps through the tree from the act to the place; clause boundaries on the way cost more."""
    up = [act, *act.ancestors]
    down = [place, *place.ancestors]
    common = next(t for t in up if t.i in {d.i for d in down})
    steps = up[: up.index(common)] + down[: [d.i for d in down].index(common.i)]
    cost = sum(_step(t) for t in steps)
    if place.dep_ in {"nsubj", "poss", "compound"}:
        cost += 2.0
    return cost - (1.0 if place.dep_ == "pobj" and place.head.lower_ in {"in", "at", "near", "outside"} else 0.0)


def _step(token: Token) -> float:
    if token.lower_ == "of" or token.head.lower_ == "of":
        return _OF_STEP
    return _STEP + _CLAUSE_BOUNDARY.get(token.dep_, 0.0)


def movement(syntax: Doc, trigger: Span, toponyms: Sequence[Toponym]) -> tuple[Toponym | None, Toponym | None]:
    """Origin and destination of a movement, each None where its clause names none."""
    act = _root(syntax, trigger)
    if act is None:
        return None, None
    inside = {t.i for t in act.subtree}
    origin = destination = None
    for toponym in toponyms:
        root = _candidate(syntax, act, toponym)
        if (
            root is None
            or root.i not in inside
            or any(a.dep_ == "relcl" and a.i in inside and a.i != act.i for a in root.ancestors)
        ):
            continue
        preposition = root.head.lower_ if root.dep_ == "pobj" else ""
        if preposition in _ORIGIN:
            origin = origin or toponym
        elif preposition in _DESTINATION:
            destination = destination or toponym
    return origin, destination


def _in_other_clause(place: Token, act: Token) -> bool:
    return any(a.dep_ == "relcl" and a.i != act.i and act.is_ancestor(a) for a in place.ancestors)


def locate(toponym: Toponym) -> Location:
    """The location that the toponym's words give, with a precision that accounts for their relation."""
    place = toponym.place
    if place is None:
        return Location(toponym.span, None, toponym.relation, PlacePrecision.REGION, 0.0)
    beside = toponym.relation not in {Relation.IN, Relation.FROM, Relation.TO}
    if beside and place.precision in {PlacePrecision.TOWN, PlacePrecision.EXACT}:
        return Location(toponym.span, place, toponym.relation, PlacePrecision.NEAR, place.radius_km + _NEAR_KM)
    return Location(toponym.span, place, toponym.relation, place.precision, place.radius_km)
