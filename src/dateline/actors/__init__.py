"""The catalogue of actors: names, kinds, dates, and which actor the words of a report mean."""

from dateline.actors.agents import AgentNouns, agent_nouns
from dateline.actors.catalogue import ActorCatalogue, catalogue
from dateline.actors.resolution import Resolution
from dateline.actors.scanning import NameMatch

__all__ = ["ActorCatalogue", "AgentNouns", "NameMatch", "Resolution", "agent_nouns", "catalogue"]
