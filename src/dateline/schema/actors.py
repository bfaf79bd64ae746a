"""Actors of the catalogue, and their part in a claim."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dateline.schema.spans import Span


class ActorKind(StrEnum):
    STATE_FORCES = "state forces"
    REBEL_GROUP = "rebel group"
    POLITICAL_MILITIA = "political militia"
    IDENTITY_MILITIA = "identity militia"
    PROTESTERS = "protesters"
    RIOTERS = "rioters"
    CIVILIANS = "civilians"
    EXTERNAL_FORCES = "external/other forces"
    CRIMINAL_GROUP = "criminal group"
    ORGANISATION = "organisation"
    GOVERNMENT = "government"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Alias:
    """A name in use for an actor; `disputed` where others deny that it names the same actor."""

    name: str
    language: str
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Actor:
    """One catalogued actor.

    `id` is a stable lower-case slug. `countries` are ISO 3166-1 alpha-2, the main one first; `start` and
    `end` bound its activity under this name (inclusive; None: unknown or still active). `parent` is the
    id of the actor it is a part of.
    """

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[Alias, ...] = ()
    countries: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor's or target's part in a claim.

    `span` holds the words of the clause itself ("the small cells"); `actor_id`, `name` and `kind` what
    they resolve to, None where the report does not say; `reason` why it resolves so.
    """

    span: Span
    actor_id: str | None = None
    name: str | None = None
    kind: str | None = None
    reason: str | None = None
