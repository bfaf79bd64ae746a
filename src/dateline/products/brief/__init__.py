"""The brief: what recorded events say, as sentences that each lead to the exact words they rest on."""

from dateline.products.brief.compose import brief
from dateline.products.brief.model import Brief, Sentence
from dateline.products.brief.selection import Scope

__all__ = ["Brief", "Scope", "Sentence", "brief"]
