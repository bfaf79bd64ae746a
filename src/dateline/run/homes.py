"""Reports read again with where their outlet is at home, once its reports together tell."""

from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import urlsplit

from dateline.places.evidence import Home
from dateline.places.homes import learned_home
from dateline.places.resolution import resolve
from dateline.run.local import AtHome, read_each
from dateline.schema.documents import Document
from dateline.schema.readings import Reading


def read_at_home(readings: Iterable[Reading], *, processes: int | None = None) -> tuple[Reading, ...]:
    """The readings in order, those anew whose places are others now that their outlet's home is known.

    A home is learned from all of an outlet's reports among `readings`, so neither their order nor the number of
    processes changes the result.
    """
    held = list(readings)
    homes = outlet_homes(held)
    moved = {i: at for i, reading in enumerate(held) if (at := _moved(reading, homes)) is not None}
    for i, reading in zip(moved, read_each(moved.values(), processes=processes), strict=True):
        held[i] = reading
    return tuple(held)


def outlet_homes(readings: Iterable[Reading]) -> dict[str, Home]:
    """The learned home of each outlet that has one."""
    reports = defaultdict(list)
    for reading in readings:
        for document, layer in zip(reading.documents, reading.annotations, strict=True):
            if (name := outlet_of(document)) is not None:
                reports[name].append(layer.toponyms)
    learned = {name: learned_home(read) for name, read in reports.items()}
    return {name: home for name, home in learned.items() if home is not None}


def outlet_of(document: Document) -> str | None:
    """What tells an outlet's reports from others': its id, its name, or the host of the report's address."""
    # An archived page's address ends in the address it had.
    address = (document.uri or "").rpartition("/http")
    host = urlsplit(f"http{address[2]}" if address[1] else document.uri or "").hostname
    return document.outlet_id or document.outlet or (host and host.removeprefix("www."))


def _moved(reading: Reading, homes: dict[str, Home]) -> AtHome | None:
    """The document to be read again, if its outlet has a home that gives one of its toponyms another place."""
    if len(reading.documents) != 1:
        return None
    document, (layer,) = reading.documents[0], reading.annotations
    home = homes.get(outlet_of(document) or "")
    if home is None:
        return None
    found = resolve(document.text, [t.span for t in layer.toponyms], home=home)
    same = all(t.place == r.place for t, r in zip(layer.toponyms, found, strict=True))
    return None if same else AtHome(document, home)
