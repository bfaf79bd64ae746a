"""`dateline schema`: the contract as a JSON Schema."""

import json

import typer


def schema() -> None:
    """Print the JSON Schema of `dateline/1`, the contract of `dateline read --format json`."""
    from dateline.schema.contract import json_schema

    typer.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))
