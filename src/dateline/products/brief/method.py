"""How a brief was made: of the lines that may be needed those that explain something it holds."""

from collections.abc import Sequence
from importlib.metadata import version

from dateline.products.brief.acts import Act, documents_of
from dateline.products.brief.lexicon import lexicon
from dateline.products.brief.model import Picture, Section


def method(acts: Sequence[Act], sections: Sequence[Section], *, compared: bool) -> tuple[str, ...]:
    """The lines in their order; `compared` is whether a probability was computed."""
    told = any(section.id == "incidents" for section in sections)
    needed = {
        "made": True,
        "composed": bool(acts),
        "dates": told and any(act.when for act in acts),
        "places": any(isinstance(block, Picture) and block.name == "map" for s in sections for block in s.blocks),
        "numbers": any(act.recorded.event.toll for act in acts),
        "status": any(act.type.statement or not act.happened for act in acts),
        "independence": len(documents_of(acts)) > 1,
        "credibility": told,
        "likelihood": compared,
    }
    lines = lexicon("brief")["method"]
    return tuple(lines[name].format(version=version("dateline")) for name, need in needed.items() if need)
