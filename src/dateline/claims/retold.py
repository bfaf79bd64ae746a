"""A further claim of an act that was told before, at other words."""

from dataclasses import replace
from typing import Any

from dateline.claims.evidence import with_evidence
from dateline.claims.report import Report, sentence_of
from dateline.schema.claims import Claim
from dateline.schema.spans import Span


def retold(act: Claim, words: Span, report: Report, **told: Any) -> Claim:
    """The claim that `words` make of `act`: as it was told, but for `told`, and without its size, weapon and money."""
    claim = replace(act, trigger=words, sentence=sentence_of(report.layers, words), size=None, weapon=None, money=None)
    return with_evidence(replace(claim, id=f"{act.id[:8]}{words.start:08x}", **told))
