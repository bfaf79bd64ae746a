"""A brief as JSON: what every other format is made from."""

import json
from typing import Any

from dateline.products.brief.model import Block, Brief, Passage, Picture, Sentence, Source, Table

SCHEMA = "dateline-brief/1"


def brief_json(brief: Brief) -> str:
    """The brief as one object; a citation is the number of a quotation in `sources`."""
    return json.dumps(as_object(brief), ensure_ascii=False, indent=1) + "\n"


def as_object(brief: Brief) -> dict[str, Any]:
    """The brief as plain values."""
    return {
        "schema": SCHEMA,
        "title": brief.title,
        "period": brief.period,
        "since": brief.since.isoformat() if brief.since else None,
        "until": brief.until.isoformat() if brief.until else None,
        "notes": list(brief.notes),
        "sections": [
            {"id": section.id, "title": section.title, "blocks": [_block(block) for block in section.blocks]}
            for section in brief.sections
        ],
        "method": list(brief.method),
        "sources": [_source(source) for source in brief.sources],
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Passage():
            sentences = [_sentence(sentence) for sentence in block.sentences]
            return {"kind": "passage", "heading": block.heading, "listed": block.listed, "sentences": sentences}
        case Table():
            rows = [{"cells": list(row.cells), "citations": list(row.citations)} for row in block.rows]
            return {"kind": "table", "columns": list(block.columns), "rows": rows}
        case Picture():
            caption = _sentence(block.caption)
            return {
                "kind": "picture",
                "name": block.name,
                "svg": block.svg,
                "alternative": block.alternative,
                "caption": caption,
            }


def _sentence(sentence: Sentence) -> dict[str, Any]:
    return {"text": sentence.text, "citations": list(sentence.citations)}


def _source(source: Source) -> dict[str, Any]:
    return {
        "number": source.number,
        "document": source.document,
        "title": source.title,
        "outlet": source.outlet,
        "byline": source.byline,
        "published": source.published,
        "uri": source.uri,
        "quotations": [
            {
                "number": quotation.number,
                "start": quotation.span.start,
                "end": quotation.span.end,
                "words": quotation.words,
                "acts": [{"start": act.start, "end": act.end} for act in quotation.acts],
            }
            for quotation in source.quotations
        ],
    }
