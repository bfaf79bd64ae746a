"""What passes between the reader and its confined child: a JSON head and the bytes of one report.

The child reads hostile files, so nothing it sends is unpickled.
"""

import json
import struct
from collections.abc import Callable
from datetime import datetime
from typing import Any, BinaryIO

from dateline.schema.documents import Draft, LeftOut, RawItem
from dateline.schema.readings import Skipped
from dateline.sources.formats import Item

_SIZES = struct.Struct(">II")
LARGEST = 200_000_000  # bytes: a longer frame is no honest one


def write_frame(stream: BinaryIO, head: dict[str, Any], content: bytes = b"") -> None:
    """Write one frame and flush it."""
    packed = json.dumps(head).encode()
    stream.write(_SIZES.pack(len(packed), len(content)) + packed)
    stream.write(content)
    stream.flush()


def read_frame(read: Callable[[int], bytes]) -> tuple[dict[str, Any], bytes]:
    """The next frame; `read` gives exactly as many bytes as asked for. ValueError where it is malformed."""
    size, content = _SIZES.unpack(read(_SIZES.size))
    if max(size, content) > LARGEST:
        raise ValueError("a frame is too long")
    head = json.loads(read(size))
    if not isinstance(head, dict):
        raise ValueError("a frame has no head")
    return head, read(content)


def packed(item: Item) -> tuple[dict[str, Any], bytes]:
    """`item` as the parts of a frame."""
    if isinstance(item, Draft):
        fields = {name: getattr(item, name) for name in _TEXTS}
        raw = item.raw
        retrieved = raw.retrieved.isoformat() if raw.retrieved else None
        source = {"uri": raw.uri, "media_type": raw.media_type, "retrieved": retrieved}
        return {"kind": "draft", **fields, "media": list(item.media), "raw": source}, raw.content
    kind = "skipped" if isinstance(item, Skipped) else "left out"
    return {"kind": kind, "uri": item.uri, "reason": item.reason}, b""


def unpacked(head: dict[str, Any], content: bytes) -> Item:
    """The item that a frame holds; ValueError, KeyError or TypeError where it holds none."""
    if head["kind"] == "draft":
        raw, retrieved = head["raw"], head["raw"]["retrieved"]
        moment = datetime.fromisoformat(retrieved) if retrieved else None
        item = RawItem(content, _text(raw["uri"]), _text(raw["media_type"]), moment)
        fields = {name: _text(head[name]) for name in _TEXTS if name != "text"}
        return Draft(item, _well_formed(str(head["text"])), media=tuple(map(str, head["media"])), **fields)
    uri, reason = _well_formed(str(head["uri"])), _well_formed(str(head["reason"]))
    return Skipped(uri, reason) if head["kind"] == "skipped" else LeftOut(uri, reason)


_TEXTS = ("text", "title", "byline", "outlet", "published", "outlet_id", "forwarded_from")


def _text(value: Any) -> str | None:
    return None if value is None else _well_formed(str(value))


def _well_formed(text: str) -> str:
    """`text` with U+FFFD for each half of a character: JSON may hold halves, UTF-8 may not."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
