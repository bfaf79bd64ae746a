"""How words place something relative to a toponym."""

import re
from functools import cache
from importlib.resources import files

import yaml

from dateline.schema.places import Relation
from dateline.schema.spans import Span

_REACH = 60


@cache
def _patterns() -> tuple[tuple[Relation, re.Pattern[str]], ...]:
    path = files("dateline.places") / "data" / "relations.yml"
    table = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return tuple((Relation(row["relation"]), re.compile(rf"(?:{row['before']})\Z", re.I)) for row in table)


def relation(text: str, span: Span) -> Relation:
    """The relation that the words before `span` state; IN where they state none."""
    before = text[max(0, span.start - _REACH) : span.start]
    for kind, pattern in _patterns():
        if pattern.search(before):
            return kind
    return Relation.IN
