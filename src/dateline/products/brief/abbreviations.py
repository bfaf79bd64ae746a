"""Long names of armed actors, in full where a section first has them and by their initials after that."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from dateline.actors.catalogue import catalogue
from dateline.products.brief.acts import Act
from dateline.products.brief.model import Block, Passage, Picture, Section, Table

LONG = 24  # characters from which a name is worth abbreviating
_INITIALS = re.compile(r"[A-Z]{3,7}(?:-[A-Z]{2,4})?")
_QUOTED = re.compile("(“[^”]*”)")


def initials(acts: Iterable[Act]) -> dict[str, str]:
    """Long names of the acts' actors -> the initials that the catalogue has for them."""
    parts = {p.actor_id: p.name for act in acts for p, _ in (*act.actors, *act.targets) if p.actor_id and p.name}
    found: dict[str, str] = {}
    for actor_id, name in parts.items():
        actor = catalogue().get(actor_id)
        aliases = [a.name for a in actor.aliases if not a.disputed and _INITIALS.fullmatch(a.name)] if actor else []
        if len(name) >= LONG and aliases:
            found[name] = aliases[0]
    return found if len(set(found.values())) == len(found) else {}


def abbreviated(section: Section, names: Mapping[str, str]) -> Section:
    """The section with each long name in full once; quotations keep their words."""
    seen: set[str] = set()

    def short(text: str) -> str:
        pieces = _QUOTED.split(text)
        return "".join(piece if i % 2 else _shortened(piece, names, seen) for i, piece in enumerate(pieces))

    return replace(section, blocks=tuple(_block(block, short) for block in section.blocks))


def _shortened(text: str, names: Mapping[str, str], seen: set[str]) -> str:
    for name, letters in names.items():
        first, *rest = re.split(rf"\b{re.escape(name)}\b", text)
        for part in rest:
            full = letters if name in seen else f"{name}, {letters}" if first.endswith("(") else f"{name} ({letters})"
            seen.add(name)
            first += full + part
        text = first
    return text


def _block(block: Block, short: Callable[[str], str]) -> Block:
    match block:
        case Passage():
            return replace(block, sentences=tuple(replace(s, text=short(s.text)) for s in block.sentences))
        case Table():
            rows = (replace(row, cells=tuple(map(short, row.cells))) for row in block.rows)
            return replace(block, rows=tuple(rows))
        case Picture():
            return block
