"""Another actor's name of the same kind changes neither the type of an act, nor its roles, nor its status."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dateline
from dateline.actors import catalogue
from dateline.schema.actors import Actor, ActorKind

TEMPLATES = (
    "{} attacked an army base near Mosul on Monday.",
    "Police said {} had abducted two farmers in Borno.",
    "A village was burned by {} on Friday.",
    "{} threatened to attack the town.",
    "The mayor denied that {} captured the town.",
    "Two men were arrested over a bombing claimed by {}.",
)
KINDS = (ActorKind.REBEL_GROUP, ActorKind.POLITICAL_MILITIA, ActorKind.STATE_FORCES)


@cache
def of_kind(kind: ActorKind) -> tuple[Actor, ...]:
    return tuple(a for a in catalogue() if a.kind is kind)


@cache
def shape(template: str, name: str) -> tuple[object, ...]:
    """Type, status and who plays which part, with the actor's own name taken out."""
    reading = dateline.read(template.format(name))
    text = reading.documents[0].text

    def parts(participants: object) -> tuple[str, ...]:
        return tuple(p.span.of(text).replace(name, "X").removeprefix("the ") for p in participants)  # type: ignore[attr-defined]

    return tuple((c.type, c.status, parts(c.actors), parts(c.targets)) for c in reading.claims)


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=6, deadline=None, derandomize=True)
@given(data=st.data())
def test_the_name_does_not_matter(template: str, kind: ActorKind, data: st.DataObject) -> None:
    one, other = data.draw(st.lists(st.sampled_from(of_kind(kind)), min_size=2, max_size=2, unique_by=lambda a: a.id))
    assert shape(template, one.name) == shape(template, other.name)


@settings(max_examples=10, deadline=None, derandomize=True)
@given(data=st.data())
def test_the_name_resolves_to_its_actor_or_to_none(data: st.DataObject) -> None:
    actor = data.draw(st.sampled_from(of_kind(ActorKind.REBEL_GROUP)))
    claims = dateline.read(TEMPLATES[0].format(actor.name)).claims
    # A name that several groups bore stays open without more context.
    assert [p.actor_id for p in claims[0].actors] in ([actor.id], [None])
