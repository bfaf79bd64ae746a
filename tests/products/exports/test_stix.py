"""STIX 2.1, as OASIS's own library reads it back."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid5

import pytest
import stix2
from hypothesis import given
from hypothesis import strategies as st

from dateline.products.exports import Dialect, Options, Tlp, export
from dateline.products.exports.stix_ids import NAMESPACE, stix_id
from dateline.products.protection import Protection
from dateline.schema.claims import Status
from tests.products.recorded import canary, clash, everything, protest


def bundle(folder: Path, *events: Any, protection: Protection | None = None, **options: Any) -> dict[str, Any]:
    export(events, "stix", folder / "out.json", protection=protection, options=Options(**options))
    held: dict[str, Any] = json.loads((folder / "out.json").read_text())
    return held


def of_type(held: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [each for each in held["objects"] if each["type"] == kind]


@pytest.mark.parametrize("tlp", Tlp)
def test_the_library_parses_it_without_custom_content(tlp: Tlp, tmp_path: Path) -> None:
    held = bundle(tmp_path, *everything(), tlp=tlp)
    parsed = stix2.parse(json.dumps(held), allow_custom=False)
    assert len(parsed.objects) == len(held["objects"])
    ids = [each["id"] for each in held["objects"]]
    assert len(set(ids)) == len(ids)


def test_every_reference_is_in_the_bundle(tmp_path: Path) -> None:
    held = bundle(tmp_path, *everything(), protection=Protection.over(everything()))
    ids = {each["id"] for each in held["objects"]}
    for each in held["objects"]:
        one = [value for key, value in each.items() if key.endswith("_ref")]
        more = [value for key, values in each.items() if key.endswith("_refs") for value in values]
        assert {*one, *more} <= ids


def test_an_incident_with_its_actors_place_and_reports(tmp_path: Path) -> None:
    held = bundle(tmp_path, clash())
    (incident,) = of_type(held, "incident")
    (extension,) = incident["extensions"].values()
    assert extension["fatalities"] == {"low": 9, "best": 9, "high": 12}
    assert (incident["confidence"], extension["independent_source_count"]) == (70, 2)
    assert [actor["name"] for actor in of_type(held, "threat-actor")] == ["Islamic State"]
    assert {each["relationship_type"] for each in of_type(held, "relationship")} == {
        "attributed-to",
        "targets",
        "located-at",
    }
    (place,) = of_type(held, "location")
    assert (place["country"], place["latitude"], place["precision"]) == ("LY", 26.5921, 5000.0)
    assert [len(report["object_refs"]) for report in of_type(held, "report")] == [2, 3]
    assert [each["opinion"] for each in of_type(held, "opinion")] == ["strongly-disagree"]
    assert of_type(held, "note")[0]["content"] == clash().documents[0].text


def test_disputed_aliases_stay_out(tmp_path: Path) -> None:
    (actor,) = of_type(bundle(tmp_path, clash()), "threat-actor")
    assert "ISIS" in actor["aliases"]
    assert "the Caliphate" not in actor["aliases"]


def test_a_country_has_no_point(tmp_path: Path) -> None:
    (place,) = of_type(bundle(tmp_path, protest()), "location")
    assert "latitude" not in place
    assert place["country"] == "LY"


def test_no_private_person_becomes_an_object(tmp_path: Path) -> None:
    held = bundle(tmp_path, canary())
    assert not [each for each in of_type(held, "identity") if each["identity_class"] == "individual"]


def test_reprints_are_grouped_and_not_merged(tmp_path: Path) -> None:
    event = clash()
    reprints = replace(event.event, lineages=(tuple(document.id for document in event.documents),))
    (group,) = of_type(bundle(tmp_path, replace(event, event=reprints)), "grouping")
    assert (group["context"], len(group["object_refs"])) == ("unspecified", 2)


def test_opencti_gets_events_whose_names_differ(tmp_path: Path) -> None:
    first, second = clash(), clash()
    second = replace(second, event=replace(second.event, id="another-event"))
    held = bundle(tmp_path, first, second, dialect=Dialect.OPENCTI)
    events = of_type(held, "event")
    assert len({each["id"] for each in events}) == len({each["name"] for each in events}) == 2
    assert events[0]["start_time"] == "2017-05-03T00:00:00.000Z"
    assert not of_type(held, "incident")
    outlets = [each for each in of_type(held, "identity") if "x_opencti_reliability" in each]
    assert {each["name"] for each in outlets} == {"The Desert Courier", "Sahara Wire"}


def test_who_is_only_described_becomes_no_actor(tmp_path: Path) -> None:
    event = clash()
    described = tuple(replace(party, actor_id=None, name=None) for party in event.event.targets)
    held = bundle(tmp_path, replace(event, event=replace(event.event, targets=described)))
    assert not of_type(held, "threat-actor")


def test_what_did_not_happen_says_so(tmp_path: Path) -> None:
    event = clash()
    planned = tuple(replace(claim, status=Status.PLANNED) for claim in event.claims[:1])
    (incident,) = of_type(
        bundle(tmp_path, replace(event, claims=planned, event=replace(event.event, claims=(planned[0].id,)))),
        "incident",
    )
    assert incident["name"] == "Armed clash (planned) in Ubari, 3 May 2017"
    assert "status:planned" in incident["labels"]
    assert "armed clash (planned) by" in incident["description"]


@given(st.lists(st.text(), min_size=1, max_size=3))
def test_ids_are_uuids_of_version_5(key: list[str]) -> None:
    kind, _, found = stix_id("note", *key).partition("--")
    assert (kind, found) == ("note", str(uuid5(NAMESPACE, json.dumps(["note", *key], ensure_ascii=False))))
