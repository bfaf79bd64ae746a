"""Common nouns and the kind of actor they speak of."""

import pytest

from dateline.actors import catalogue
from dateline.schema.actors import ActorKind


@pytest.mark.parametrize(
    ("noun", "kind"),
    [
        ("militant", ActorKind.REBEL_GROUP),
        ("militants", ActorKind.REBEL_GROUP),
        ("gunmen", ActorKind.POLITICAL_MILITIA),
        ("police", ActorKind.STATE_FORCES),
        ("soldier", ActorKind.STATE_FORCES),
        ("government forces", ActorKind.STATE_FORCES),
        ("civilian", ActorKind.CIVILIANS),
        ("protester", ActorKind.PROTESTERS),
        ("villagers", ActorKind.CIVILIANS),
        ("student", ActorKind.CIVILIANS),
        ("smuggler", ActorKind.CRIMINAL_GROUP),
        ("insurgent", ActorKind.REBEL_GROUP),
        ("tribesmen", ActorKind.IDENTITY_MILITIA),
        ("peacekeepers", ActorKind.EXTERNAL_FORCES),
        ("rioters", ActorKind.RIOTERS),
        ("officials", ActorKind.GOVERNMENT),
        ("foreign security forces", ActorKind.STATE_FORCES),
        ("migrant-smuggling rings", ActorKind.CRIMINAL_GROUP),
        ("authorities", ActorKind.GOVERNMENT),
    ],
)
def test_kind_of(noun: str, kind: ActorKind) -> None:
    assert catalogue().kind_of(noun) is kind


@pytest.mark.parametrize("noun", ["truck", "city", "concern", "", "revenue"])
def test_things_are_no_agents(noun: str) -> None:
    assert catalogue().kind_of(noun) is None
