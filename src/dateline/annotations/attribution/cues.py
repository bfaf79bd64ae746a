"""Cues that reports of conflict use and the training texts hardly hold."""

from spacy.tokens import Doc, Token

from dateline.annotations.lexicon import lexicon


def is_listed(head: Token) -> bool:
    """Whether `head` meets one of the listed cues: object, passive or adverb."""
    cues = lexicon("cues")
    lemma = head.lemma_.lower()
    if head.lower_ in cues["adverbs"]:
        return True
    if lemma in cues["passives"] and _passive(head):
        return any(
            c.dep_ in ("xcomp", "ccomp") or (c.dep_ == "prep" and c.lower_ in ("of", "as")) for c in head.children
        )
    things = {c.lemma_.lower() for c in head.children if c.dep_ == "dobj"}
    return any(lemma in rule["verbs"] and things & set(rule["nouns"]) for rule in cues["objects"])


def threshold(head: Token, usual: float) -> float:
    """The probability from which `head` is taken for a cue: lower where listed, higher for verbs of action."""
    cues = lexicon("cues")
    if is_listed(head):
        return float(cues["floor"])
    return float(cues["acts_floor"]) if head.lemma_.lower() in cues["acts"] else usual


def source_is_subject(head: Token) -> bool:
    """Whether the subject of the passive `head` is the one who speaks: "he was quoted as saying"."""
    return head.lemma_.lower() in lexicon("cues")["subject_is_source"] and _passive(head)


def _passive(head: Token) -> bool:
    return any(c.dep_ == "auxpass" for c in head.children)


def without_citations(syntax: Doc, content: set[int]) -> set[int]:
    """The content without a phrase that cites its origin, set off by a comma: "said, citing the ministry, that"."""
    citing = lexicon("cues")["citing"]
    cited: set[int] = set()
    for index in content:
        token = syntax[index]
        if token.lower_ in citing and index and syntax[index - 1].text == ",":
            cited |= {index, *(t.i for child in token.children if child.dep_ == "dobj" for t in child.subtree)}
    return content - cited
