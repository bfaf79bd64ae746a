"""The words around an act and the toponyms that may be its place, as features of a linear-chain model.

The chain's items are the toponyms in text order, so that one choice speaks against the next.
"""

from spacy.tokens import Token

from dateline.places.event_syntax import Around, clause, preposition

_NEAR = 10
_STEPS = (1, 2, 4, 7, 12, 20)


def word_features(held: Around) -> list[list[str]]:
    """For each candidate, the features that are words."""
    shared = _of_act(held.act)
    return [shared + _of_candidate(held, i) for i in range(len(held.heads))]


def _of_act(act: Token) -> list[str]:
    found = [f"a={act.lemma_.lower()}", f"at={act.tag_}", f"ad={act.dep_}", f"aw={act.lower_}"]
    found.extend(f"ac={c.dep_}" for c in act.children if c.dep_ != "punct")
    found.extend(f"as={c.lemma_.lower()}" for c in act.children if c.dep_ in ("nsubj", "nsubjpass", "aux", "neg"))
    found.extend(f"ao={c.lemma_.lower()}" for c in act.children if c.dep_ in ("dobj", "prt", "prep"))
    if act.dep_ != "ROOT":
        found.append(f"ah={act.dep_}|{act.head.lemma_.lower()}")
    return found


def _of_candidate(held: Around, i: int) -> list[str]:
    act, head, (start, end) = held.act, held.heads[i], held.bounds[i]
    governor, verb = held.governors[i], act.lemma_.lower()
    before = preposition(governor) or "-"
    anchor = (governor.head if before != "-" else governor).lemma_.lower()
    far = _step(head.i - act.i)
    path = _path_words(held, i)
    nearest = clause(head)
    found = [
        f"w={head.lower_}", f"c={held.classes[i]}", f"k={held.kinds[i]}", f"e={head.ent_type_}", f"d={head.dep_}",
        f"far={far}", f"p={before}", f"p|far={before}|{far}", f"p|a={before}|{verb}", f"p|c={before}|{held.classes[i]}",
        f"g={anchor}", f"p|g={before}|{anchor}", f"path={path}", f"path|c={path}|{held.classes[i]}",
        f"path|at={path}|{act.tag_}", f"path|a={path}|{verb}", f"d|c={head.dep_}|{held.classes[i]}",
        f"own={nearest.i == act.i}|{before}", f"v={nearest.lemma_.lower()}|{nearest.i == act.i}",
    ]  # fmt: skip
    found.extend(f"up={t.dep_}" for t in held.paths[i][0][:-1])
    found.extend(f"upv={t.lemma_.lower()}" for t in held.paths[i][0][1:])
    found.extend(f"down={t.dep_}" for t in held.paths[i][1][:-1])
    found.extend(f"{offset}={_word(held, start + offset)}" for offset in (-3, -2, -1))
    found.extend(f"+{offset}={_word(held, end + offset)}" for offset in (0, 1))
    found.append(f"-2-1={_word(held, start - 2)}|{_word(held, start - 1)}")
    low, high = sorted((head.i, act.i))
    found.extend(
        f"mid={t.lower_}" for t in held.syntax[low + 1 : min(high, low + 1 + _NEAR)] if t.pos_ not in ("PROPN", "NUM")
    )
    return found


def _path_words(held: Around, i: int) -> str:
    """The labels from the trigger up and down to the name, prepositions with their word."""
    up, down = held.paths[i]
    steps = [f"<{t.dep_}" for t in up[:-1]]
    steps.extend(f">{t.dep_}:{t.lower_}" if t.dep_ in ("prep", "agent") else f">{t.dep_}" for t in reversed(down[:-1]))
    return "".join(steps)


def _word(held: Around, i: int) -> str:
    return held.syntax[i].lower_ if 0 <= i < len(held.syntax) else "^"


def _step(distance: int) -> str:
    size = sum(abs(distance) >= step for step in _STEPS)
    return f"{'-' if distance < 0 else '+'}{size}"
