"""A report through all rooms, from text to claims and events."""

from collections.abc import Iterable

from spacy.tokens import Doc

from dateline.annotations.attribution import attributions
from dateline.annotations.coreference import coreference
from dateline.annotations.entities import entities
from dateline.annotations.quantities import money, quantities
from dateline.annotations.syntax import parse, sentences
from dateline.annotations.times import times
from dateline.annotations.toponyms import toponyms
from dateline.annotations.triggers import triggers
from dateline.claims.assemble import claims
from dateline.documents.truecase import truecase
from dateline.events.join import events
from dateline.events.link import link
from dateline.places.evidence import Home
from dateline.schema.annotations import Annotations
from dateline.schema.documents import Document
from dateline.schema.readings import Reading


def annotate(document: Document, *, home: Home | None = None, claims_only: bool = False) -> tuple[Doc, Annotations]:
    """The parse of the document and every layer over it; with `claims_only`, no more than its claims need.

    `home` is where the document's outlet is known to be at home.
    """
    syntax = parse(truecase(document.text))
    acts = triggers(document, syntax)
    if claims_only and not acts:
        return syntax, Annotations(document.id, sentences(syntax), *[()] * 8)
    placed = toponyms(document, syntax, home=home)
    named = entities(document, syntax, placed)
    layers = Annotations(
        document=document.id,
        sentences=sentences(syntax),
        entities=named,
        toponyms=placed,
        times=times(document, syntax),
        quantities=quantities(document, syntax),
        money=money(document, syntax),
        attributions=attributions(document, syntax),
        coreference=coreference(document.text, syntax, named, placed),
        triggers=acts,
    )
    return syntax, layers


def read_document(document: Document, *, home: Home | None = None, claims_only: bool = False) -> Reading:
    """What one document says: its claims, joined into events where it restates one happening.

    With `claims_only` a document without an act has no layers but its sentences, and takes a third of the time.
    """
    syntax, layers = annotate(document, home=home, claims_only=claims_only)
    found = claims(document, syntax, layers)
    return Reading((document,), found, events(found, document), (layers,))


def joined(readings: Iterable[Reading]) -> Reading:
    """All readings as one, in order, with the claims of different documents linked into events."""
    held = list(readings)
    documents = {d.id: d for r in held for d in r.documents}
    claims = {c.id: c for r in held for c in r.claims}
    return Reading(
        tuple(d for r in held for d in r.documents),
        tuple(c for r in held for c in r.claims),
        link(claims.values(), documents),
        tuple(a for r in held for a in r.annotations),
        tuple(s for r in held for s in r.skipped),
    )
