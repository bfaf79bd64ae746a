"""Likelihood in the seven terms of ICD 203 (2015), and confidence apart from it."""

from collections.abc import Sequence

TERMS: Sequence[tuple[float, str]] = (
    (0.05, "almost no chance"),
    (0.20, "very unlikely"),
    (0.45, "unlikely"),
    (0.55, "roughly even chance"),
    (0.80, "likely"),
    (0.95, "very likely"),
    (1.00, "almost certain"),
)


def term(probability: float) -> str:
    """The term whose range holds `probability`; a value on a border takes the weaker term."""
    return next(words for bound, words in TERMS if probability <= bound)


def likelihood_sentence(words: str, happening: str) -> str:
    """One sentence with the term and nothing on confidence: “It is likely that …”."""
    if words in ("roughly even chance", "almost no chance"):
        article = "a " if words.startswith("roughly") else ""
        return f"There is {article}{words} that {happening}."
    return f"It is {words} that {happening}."
