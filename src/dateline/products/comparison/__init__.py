"""Two event data sets side by side: which events both have, and which one alone."""

from dateline.products.comparison.likeness import Windows
from dateline.products.comparison.matching import Comparison, Pair, compare
from dateline.products.comparison.observations import Observation, observations
from dateline.products.comparison.report import as_json, as_text

__all__ = ["Comparison", "Observation", "Pair", "Windows", "as_json", "as_text", "compare", "observations"]
