"""The catalogue's integrity, and what it must hold."""

import re
from collections import Counter, defaultdict
from datetime import date
from itertools import combinations

import pytest

from dateline.actors import catalogue
from dateline.actors.files import FAMILIES, alias_of, curated_actors, first_day, last_day
from dateline.actors.words import key_of
from dateline.schema.actors import Actor, ActorKind, Alias

CATALOGUE = catalogue()

# Names that only the date tells apart: each of these governments sat in Tripoli in part of the others' time.
SHARED_ON_PURPOSE = {"tripoli government", "tripoli based government", "rsf"}


def test_it_holds_more_than_four_hundred_curated_actors() -> None:
    assert len(CATALOGUE.curated) >= 900


def test_ids_are_unique_slugs() -> None:
    ids = [actor.id for actor in curated_actors()] + [actor.id for actor in CATALOGUE.states.actors()]
    assert [i for i, n in Counter(ids).items() if n > 1] == []
    assert [i for i in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", i)] == []


def test_every_parent_is_catalogued_and_no_actor_is_its_own_ancestor() -> None:
    for actor in CATALOGUE:
        if actor.parent:
            assert actor.parent in CATALOGUE, actor.id
            assert CATALOGUE[CATALOGUE.lineage(actor.id)[-1]].parent is None, actor.id


def test_dates_are_in_order() -> None:
    assert [a.id for a in CATALOGUE if a.start and a.end and a.end < a.start] == []


def test_countries_are_iso_codes_of_the_table_of_states() -> None:
    assert [a.id for a in CATALOGUE for iso in a.countries if iso not in CATALOGUE.states.states] == []


def test_standing_actors_exist_and_are_of_their_country() -> None:
    for state in CATALOGUE.states.states.values():
        for role, actor_id in state.standing.items():
            assert role in CATALOGUE.states.roles
            assert state.iso in CATALOGUE[actor_id].countries


def test_no_undisputed_name_is_shared_in_one_country_and_period() -> None:
    holders: dict[str, set[str]] = defaultdict(set)
    for actor in CATALOGUE.curated.values():
        for alias in (Alias(actor.name, "en"), *actor.aliases):
            if not alias.disputed:
                holders[key_of(alias.name)].add(actor.id)
    shared = {
        key
        for key, ids in holders.items()
        for one, other in combinations(sorted(ids), 2)
        if _meet(CATALOGUE[one], CATALOGUE[other])
    }
    assert shared <= SHARED_ON_PURPOSE


def _meet(one: Actor, other: Actor) -> bool:
    apart = one.countries and other.countries and not set(one.countries) & set(other.countries)
    starts = max(one.start or date.min, other.start or date.min)
    ends = min(one.end or date.max, other.end or date.max)
    return not apart and starts <= ends


def test_every_family_has_actors() -> None:
    assert len(FAMILIES) == 7
    assert {actor.kind for actor in CATALOGUE.curated.values()} >= {
        ActorKind.REBEL_GROUP,
        ActorKind.STATE_FORCES,
        ActorKind.POLITICAL_MILITIA,
        ActorKind.IDENTITY_MILITIA,
        ActorKind.CRIMINAL_GROUP,
        ActorKind.GOVERNMENT,
        ActorKind.ORGANISATION,
        ActorKind.EXTERNAL_FORCES,
    }


@pytest.mark.parametrize(
    "words",
    [
        "Government of National Accord",
        "Government of National Unity",
        "Libya's Presidential Council",
        "Libyan National Army",
        "Haftar's forces",
        "Libya Dawn",
        "Combined Joint Task Force - Operation Inherent Resolve",
        "Syrian Democratic Forces",
        "ISWAP",
        "JNIM",
        "Islamic State in the Greater Sahara",
        "Rapid Support Forces",
        "Hayat Tahrir al-Sham",
        "Syrian National Army",
        "Wagner Group",
        "Africa Corps",
        "Houthis",
        "ISAF",
        "Haqqani network",
        "Hezb-e Islami",
        "Islamic Movement of Uzbekistan",
        "Afghan National Security Forces",
        "Lashkar-e-Jhangvi",
        "CPI (Maoist)",
        "United Liberation Front of Asom",
        "Hizbul Mujahideen",
        "FMLN",
        "Sendero Luminoso",
        "M-19",
        "Atlacatl Battalion",
        "Extraditables",
        "Manuel Rodriguez Patriotic Front",
        "Syrian Observatory for Human Rights",
    ],
)
def test_it_holds_what_reports_speak_of(words: str) -> None:
    assert CATALOGUE.resolve(words) is not None


def test_earlier_names_of_islamic_state_are_its_dated_parts() -> None:
    assert CATALOGUE["al-qaeda-in-iraq"].end == date(2006, 10, 31)
    assert CATALOGUE["islamic-state-of-iraq"].start == date(2006, 10, 1)
    for part in ("al-qaeda-in-iraq", "islamic-state-of-iraq", "is-khorasan", "is-sinai", "is-west-africa", "is-libya"):
        assert CATALOGUE.lineage(part) == (part, "islamic-state")


def test_each_state_has_a_government_and_forces() -> None:
    assert CATALOGUE["ly-government"].kind is ActorKind.GOVERNMENT
    assert CATALOGUE["ng-police"].parent == "ng-security"
    assert CATALOGUE["fr-air-force"].parent == "fr-military"
    assert CATALOGUE["il-navy"].parent == "idf"
    assert CATALOGUE.get("il-military") is None, "a curated actor stands in its place"
    assert "Nigerian police" in {alias.name for alias in CATALOGUE["ng-police"].aliases}


def test_an_unknown_id_is_an_error_or_none() -> None:
    assert CATALOGUE.get("no-such-actor") is None
    assert "zz-military" not in CATALOGUE
    with pytest.raises(KeyError):
        CATALOGUE["no-such-actor"]


@pytest.mark.parametrize(
    ("prefix", "first", "last"),
    [
        ("2014", date(2014, 1, 1), date(2014, 12, 31)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2017-06-27", date(2017, 6, 27), date(2017, 6, 27)),
        ("", None, None),
    ],
)
def test_date_prefixes_span_what_they_name(prefix: str, first: date | None, last: date | None) -> None:
    assert first_day(prefix) == first
    assert last_day(prefix) == last


def test_aliases_carry_language_and_dispute() -> None:
    assert alias_of("~ar:قسد") == Alias("قسد", "ar", disputed=True)
    assert alias_of("ar:داعش") == Alias("داعش", "ar")
    assert alias_of("~the coalition") == Alias("the coalition", "en", disputed=True)
    assert alias_of("FARC-EP") == Alias("FARC-EP", "en")
