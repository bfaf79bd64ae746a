"""Telegram Desktop exports as JSON (`result.json`): one report a message that holds text.

Follows the writer, tdesktop's export_output_json.cpp: `date` is local time without an offset, so the day comes
from `date_unixtime`; control characters are written as `\\x0B`, which is no JSON; a missing file is a sentence
where its path would stand, and is never opened; `forwarded_from` is a display name without an id.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from dateline.errors import FormatError
from dateline.schema.documents import Draft, LeftOut, RawItem
from dateline.sources.formats import Item
from dateline.sources.held import Held, Options

_BAD_ESCAPE = re.compile(rb"(?<!\\)((?:\\\\)*)\\x([0-9A-Fa-f]{2})")
_CHANNELS = ("public_channel", "private_channel", "public_supergroup", "private_supergroup")
_PRIVATE = ("personal_chat", "bot_chat", "saved_messages", "replies")
UNNAMED = "(name not given)"  # a forward whose origin hides its name is still a forward


@dataclass(frozen=True, slots=True)
class _Chat:
    """Where a message was posted; `outlet` is None for a private chat."""

    outlet: str | None
    outlet_id: str | None
    address: str


def items(held: Held, options: Options) -> Iterator[Item]:
    """The messages of every chat in the export, oldest first; FormatError where it is no export."""
    export = _loaded(b"".join(held.unpacked(options)), held.name)
    chats = _chats(export)
    if not chats:
        raise FormatError(f"{held.name} is no Telegram export: it holds no messages.")
    count = 0
    for chat in chats:
        place = _chat(chat, held)
        for message in chat["messages"]:
            count += 1
            if count > options.settings.limits.members:
                raise FormatError(f"{held.name} holds more than {options.settings.limits.members:,} messages.")
            yield _item(message if isinstance(message, dict) else {}, place, held, count)


def _loaded(content: bytes, name: str) -> Any:
    repaired = _BAD_ESCAPE.sub(rb"\1\\u00\2", content).decode("utf-8-sig", "replace")
    try:
        return json.loads(repaired, strict=False)
    except ValueError as error:
        raise FormatError(f"{name} is damaged or cut short: it is no JSON ({error}).") from None


def _chats(export: Any) -> list[dict[str, Any]]:
    """The chats of a whole account, or the one that the export is of."""
    if not isinstance(export, dict):
        return []
    lists = [export.get(key) for key in ("chats", "left_chats")]
    found = [chat for part in lists if isinstance(part, dict) for chat in part.get("list", ())]
    return [chat for chat in [export, *found] if isinstance(chat, dict) and isinstance(chat.get("messages"), list)]


def _chat(chat: Mapping[str, Any], held: Held) -> _Chat:
    kind, number = chat.get("type"), chat.get("id")
    outlet = None if kind in _PRIVATE else _text(chat.get("name"))
    if number is None or kind in _PRIVATE:
        return _Chat(outlet, None, f"{held.uri or 'telegram'}#message")
    if kind in _CHANNELS:
        return _Chat(outlet, f"telegram:channel{number}", f"https://t.me/c/{number}/")
    return _Chat(outlet, f"telegram:chat{number}", f"{held.uri or 'telegram'}#chat{number}-message")


def _item(message: Mapping[str, Any], chat: _Chat, held: Held, count: int) -> Item:
    uri = f"{chat.address}{message.get('id', count)}"
    if message.get("type") != "message":
        return LeftOut(uri, f"{message.get('type') or 'unknown'} message")
    text = _words(message)
    media = _media(message)
    if not text.strip():
        return LeftOut(uri, "message of media only" if media else "message without text")
    return Draft(
        raw=RawItem(json.dumps(message).encode(), uri, "application/json", held.retrieved),
        text=text,
        byline=_text(message.get("author")) or _sender(message, chat),
        outlet=chat.outlet,
        outlet_id=chat.outlet_id,
        published=_day(message),
        forwarded_from=_origin(message),
        media=media,
    )


def _words(message: Mapping[str, Any]) -> str:
    """The text without its formatting: `text` may be a string, or a list of strings and objects.

    A link that follows a word without a gap is set apart from it.
    """
    held = message.get("text_entities") or message.get("text") or ""
    if isinstance(held, str):
        return held
    words = ""
    for part in held:
        text = part if isinstance(part, str) else str(part.get("text", ""))
        glued = not isinstance(part, str) and part.get("type") == "link" and words[-1:].strip()
        words += f" {text}" if glued else text
    return words


def _media(message: Mapping[str, Any]) -> tuple[str, ...]:
    """The files listed with the message, by path, or by kind where they were not exported."""
    listed = [(key, message[key]) for key in ("photo", "file") if isinstance(message.get(key), str)]
    kind = _text(message.get("media_type"))
    return tuple(f"{kind or key} not exported" if value.startswith("(") else value for key, value in listed)


def _origin(message: Mapping[str, Any]) -> str | None:
    keys = [key for key in ("forwarded_from", "saved_from") if key in message]
    return (_text(message[keys[0]]) or UNNAMED) if keys else None


def _sender(message: Mapping[str, Any], chat: _Chat) -> str | None:
    """Who wrote in a group; in a channel it is the channel that writes."""
    sender = _text(message.get("from"))
    return None if sender == chat.outlet else sender


def _day(message: Mapping[str, Any]) -> str | None:
    try:
        return datetime.fromtimestamp(int(message["date_unixtime"]), UTC).date().isoformat()
    except (KeyError, TypeError, ValueError, OverflowError, OSError):
        return (_text(message.get("date")) or "")[:10] or None


def _text(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
