"""The API's description as rows for its page."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: where it goes, its type in a word, what it means."""

    name: str
    place: str
    type: str
    required: bool
    meaning: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that can be asked."""

    method: str
    path: str
    meaning: str
    parameters: tuple[Parameter, ...]
    body: str
    answers: tuple[tuple[str, str], ...]


def operations(description: dict[str, Any]) -> Iterator[Operation]:
    """Every operation of an OpenAPI description, in its order."""
    for path, methods in description["paths"].items():
        for method, held in methods.items():
            content = held.get("requestBody", {}).get("content", {}).get("application/json", {})
            yield Operation(
                method.upper(),
                path,
                held.get("description") or held.get("summary", ""),
                tuple(_parameter(each) for each in held.get("parameters", ())),
                _type(content.get("schema", {})) if content else "",
                tuple((code, answer["description"]) for code, answer in held["responses"].items()),
            )


def _parameter(each: dict[str, Any]) -> Parameter:
    return Parameter(
        each["name"], each["in"], _type(each["schema"]), each.get("required", False), each.get("description", "")
    )


def _type(schema: dict[str, Any]) -> str:
    if "anyOf" in schema:
        return _type(schema["anyOf"][0])
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "enum" in schema:
        return ", ".join(map(str, schema["enum"]))
    return str(schema.get("format") or schema.get("type", ""))
