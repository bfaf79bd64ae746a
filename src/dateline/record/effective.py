"""An event as it is shown: what linking made of its claims, with a reviewer's edits over it; and its columns."""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from pydantic import ValidationError

from dateline.errors import OptionError
from dateline.record.query import UNDATED
from dateline.record.words import folded
from dateline.schema import contract
from dateline.schema.claims import Claim
from dateline.schema.documents import Document

Json = dict[str, Any]
EDITABLE = frozenset({"type", "place", "when", "actors", "targets", "toll", "credibility"})


@cache
def weights() -> Json:
    data: Json = yaml.load(files("dateline.record").joinpath("review.yml").read_bytes(), Loader=yaml.CSafeLoader)
    return data


def edited(body: Json, edits: Iterable[Mapping[str, Any]]) -> Json:
    """The event `body` with each edit's fields in place, in order; OptionError where that is no event.

    A field is one of the contract's ("type", "when") or one number of the toll ("toll.killed").
    """
    shown = dict(body)
    for fields in edits:
        for name, value in fields.items():
            head, _, number = name.partition(".")
            if head not in EDITABLE or (number and head != "toll"):
                raise OptionError(f"{name} cannot be edited: choose from {', '.join(sorted(EDITABLE))}, toll.killed…")
            shown[head] = {**shown["toll"], number: value} if number else value
    try:
        contract.Event.model_validate_json(json.dumps(shown))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise OptionError(f"The edit makes no event: {where}: {first['msg']}.") from None
    return shown


def event_columns(body: Mapping[str, Any]) -> Json:
    """What queries on events need beside the body."""
    when = body["when"] or {}
    start, finish = when.get("start"), when.get("end")
    return {
        "sort": start or UNDATED,
        "start": start,
        "finish": finish or start,
        "type": body["type"],
        "country": (body["place"] or {}).get("country"),
        "credibility": body["credibility"],
        "priority": priority(body),
    }


def priority(body: Mapping[str, Any]) -> float:
    """How soon a reviewer should see the event: uncertainty × impact, by `review.yml`."""
    unsure, impact = weights()["uncertainty"], weights()["impact"]
    uncertainty: float = unsure["credibility"][body["credibility"]] + unsure["disagreement"] * len(
        body["disagreements"]
    )
    total: float = impact["base"]
    for name, count in body["toll"].items():
        if count is not None:
            highest = max((n for n in (count["low"], count["best"], count["high"]) if n is not None), default=0)
            total += (impact["killed"] if name == "killed" else impact["others"]) * math.log1p(highest)
    return round(uncertainty * total, 6)


def event_terms(
    body: Mapping[str, Any], members: Sequence[Claim], documents: Mapping[str, Document]
) -> list[tuple[str, str]]:
    """(field, value) pairs under which the event is counted and found, sorted.

    A field with a ~ holds the folded names and the ids that find it, the one without what facets show.
    """
    found = {("type", body["type"])}
    for part in (*body["actors"], *body["targets"]):
        found |= _named("actor", part["id"] or part["name"], part["name"])
    if place := body["place"]:
        found |= {("country", place["country"])} if place["country"] else set()
        found |= _named("place", place["name"], place["admin1"], place["text"], str(place["geonames_id"] or ""))
    for claim in members:
        found.add(("voice", claim.attribution.voice.value))
        found |= _named("outlet", documents[claim.document].outlet)
    return sorted(found)


def _named(field: str, shown: str | None, *others: str | None) -> set[tuple[str, str]]:
    found = {(f"{field}~", folded(name)) for name in (shown, *others) if name}
    return found | ({(field, shown)} if shown else set())
