"""Entity mentions: the catalogue's names, the parser's repaired, weapons and vehicles."""

import random
from itertools import pairwise

import pytest

from dateline.actors import catalogue
from dateline.annotations.entities import KIND_OF_ACTOR, EntityKind, entities
from dateline.annotations.syntax import parse
from dateline.annotations.toponyms import toponyms
from dateline.schema.actors import Actor
from dateline.schema.documents import Document, document_id
from dateline.schema.spans import Mention


def read(text: str) -> tuple[Mention, ...]:
    return entities(Document(id=document_id(text), text=text), parse(text))


def named(text: str) -> dict[str, tuple[str, str | None]]:
    return {m.span.of(text): (m.kind, m.actor_id) for m in read(text)}


def kinds(text: str) -> dict[str, str]:
    return {words: kind for words, (kind, _) in named(text).items()}


def test_mentions_are_sorted_and_do_not_overlap() -> None:
    text = (
        "Islamic State’s West Africa branch and the Nigerian army fought near Baga, Gen. Musa Bello told reporters. "
        "Troops of the Multinational Joint Task Force (MNJTF) fired mortars from two gun trucks."
    )
    found = read(text)
    assert len(found) >= 6
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
    assert all(m.kind in set(EntityKind) and 0 < m.score <= 1 for m in found)


def test_actors_are_one_mention_each_with_their_id() -> None:
    text = "Syrian Democratic Forces took a Syrian village from Islamic State, a U.S.-led coalition officer said."
    assert named(text)["Syrian Democratic Forces"] == ("armed group", "syrian-democratic-forces")
    assert named(text)["Islamic State"] == ("armed group", "islamic-state")
    assert named(text)["U.S.-led coalition"] == ("state forces", "global-coalition")


def test_an_introduced_abbreviation_means_what_it_is_introduced_for() -> None:
    text = "The Rapid Support Forces (RSF) shelled a hospital on Monday. RSF fighters then looted shops."
    ids = [m.actor_id for m in read(text) if m.span.of(text) == "RSF"]
    assert ids == ["rapid-support-forces", "rapid-support-forces"]


def test_an_abbreviation_introduced_for_something_else_is_no_actor() -> None:
    text = "The Kivu Dairy Farmers (KDF) met on Monday. KDF members sell milk."
    assert "kenya-defence-forces" not in {m.actor_id for m in read(text)}


def test_is_is_islamic_state_only_in_capitals() -> None:
    text = "IS is said to hold the dam. It is not clear who is there."
    assert [m.span.of(text) for m in read(text) if m.actor_id == "islamic-state"] == ["IS"]


def test_an_ambiguous_name_is_a_mention_without_an_id() -> None:
    text = "The National Liberation Army attacked a convoy on Monday."
    assert named(text)["National Liberation Army"] == ("armed group", None)


def test_a_disputed_name_stays_without_the_disputed_actor() -> None:
    assert named("The Libyan army shelled the port on Sunday.")["Libyan army"] == ("state forces", "ly-military")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The order came from Abu Baara al-Ansari, a defector.", "Abu Baara al-Ansari"),
        ("Gen. Khalifa Haftar said his men had withdrawn.", "Khalifa Haftar"),
        ("Mr. al-Masri, who worked in the office, left in June.", "al-Masri"),
        ("Sirajuddin Haqqani denied the report on Tuesday.", "Sirajuddin Haqqani"),
        ("President Idriss Déby visited the front on Monday.", "Idriss Déby"),
        ("Head Constable Mohammad Javed was wounded in Karachi.", "Mohammad Javed"),
    ],
)
def test_persons_names_are_whole_and_without_titles(text: str, name: str) -> None:
    assert named(text).get(name) == ("person", None), named(text)


def test_places_that_look_like_persons_are_places() -> None:
    found = kinds("Artillery shelled El Fasher on Monday, and troops gathered near Tal Afar.")
    assert found["El Fasher"] == "place"
    assert found["Tal Afar"] == "place"


def test_a_label_on_a_common_noun_is_no_place() -> None:
    assert "place" not in kinds("Police opened fire, and Police said nothing.").values()


def test_the_towns_of_a_report_tell_whose_the_abbreviation_is() -> None:
    text = "RSF fighters attacked Nyala on Monday."
    document, syntax = Document("x", text), parse(text)
    placed = toponyms(document, syntax)
    assert [m.actor_id for m in entities(document, syntax) if m.span.of(text) == "RSF"] == [None]
    assert [m.actor_id for m in entities(document, syntax, placed) if m.span.of(text) == "RSF"] == [
        "rapid-support-forces"
    ]


def test_an_abbreviation_foreign_to_the_report_is_no_actor() -> None:
    text = "The file is a PDF, officials in Norway and Sweden said."
    assert all(m.actor_id is None for m in read(text) if m.span.of(text) == "PDF")


def test_countries_and_nationalities() -> None:
    found = kinds("Libyan and European officials met in Chad.")
    assert found["Libyan"] == "nationality"
    assert found["European"] == "nationality"
    assert found["Chad"] == "place"


def test_weapons_vehicles_and_money() -> None:
    found = kinds(
        "Militants fired rocket-propelled grenades and AK-47 rifles at a fuel tanker and seized two pickup trucks, "
        "a suicide vest and $40,000."
    )
    assert found["rocket-propelled grenades"] == "weapon"
    assert found["suicide vest"] == "weapon"
    assert found["fuel tanker"] == "vehicle"
    assert found["pickup trucks"] == "vehicle"
    assert "money" in found.values()


def test_a_verb_is_no_weapon() -> None:
    assert kinds("They bomb and shell the town, and arm the militia.") == {}


def test_a_longer_name_holds_the_catalogued_one() -> None:
    assert kinds("A member of Hamas Political Bureau spoke in Doha on Monday.").get("Hamas") is None


def test_headlines_do_not_join_names_to_verbs() -> None:
    text = "ISIS Seeks Revival in Libya, Gate to Europe"
    assert named(text)["ISIS"] == ("armed group", "islamic-state")


def test_a_name_is_not_swallowed_by_the_words_beside_it() -> None:
    text = "He worked in Raqqa for Islamic State in the office that tracked visitors."
    assert named(text)["Islamic State"] == ("armed group", "islamic-state")
    assert kinds(text)["Raqqa"] == "place"


PLAIN = "{} attacked an army base near Mosul on Monday."
CURATED = sorted(catalogue().curated.values(), key=lambda actor: actor.id)


def _bare(name: str) -> str:
    """The name as a mention covers it: without article and outer punctuation."""
    return name.removeprefix("The ").strip("¡!'")


@pytest.mark.parametrize("first", range(0, len(CURATED), 50))
def test_every_actors_name_is_one_mention_in_a_plain_sentence(first: int) -> None:
    for actor in CURATED[first : first + 50]:
        _assert_one_mention(actor, actor.name)


def test_a_sample_of_aliases_is_one_mention_each_in_a_plain_sentence() -> None:
    pairs = [(a, alias.name) for a in CURATED for alias in a.aliases if not alias.disputed and alias.language == "en"]
    for actor, name in random.Random(7).sample(pairs, 150):
        _assert_one_mention(actor, name)


def _assert_one_mention(actor: Actor, name: str) -> None:
    text = PLAIN.format(name)
    first = read(text)[0]
    assert first.span.of(text) == _bare(name), text
    assert first.actor_id in (actor.id, None) or _also(name, first.actor_id), text
    assert first.kind in {KIND_OF_ACTOR[catalogue()[i].kind] for i, _ in catalogue().scan(name)[0].candidates}, text


def _also(name: str, actor_id: str) -> bool:
    """Whether the catalogue gives the name to the other actor too."""
    return actor_id in {held for held, _ in catalogue().scan(name)[0].candidates}
