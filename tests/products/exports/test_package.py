"""The data package, validated by Frictionless with its checksums."""

from pathlib import Path

import frictionless
import pytest

from dateline.products.exports import Options, export
from dateline.products.protection import Protection
from tests.products.recorded import everything


@pytest.fixture
def package(tmp_path: Path) -> Path:
    export(
        everything(),
        "package",
        tmp_path / "libya",
        protection=Protection.over(everything()),
        options=Options(licence="CC-BY-4.0"),
    )
    return tmp_path / "libya"


def test_frictionless_finds_no_error(package: Path) -> None:
    report = frictionless.validate(str(package / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "message"])
    assert {task.name for task in report.tasks} >= {"events-csv", "claims-csv", "documents-csv"}


def test_a_changed_file_is_found(package: Path) -> None:
    path = package / "events.csv"
    path.write_bytes(path.read_bytes().replace(b"Ubari", b"Ghatt"))
    report = frictionless.validate(str(package / "datapackage.json"))
    assert "hash-count" in {error.type for task in report.tasks for error in task.errors}


def test_the_card_says_what_is_in_it_and_what_is_not(package: Path) -> None:
    card = (package / "README.md").read_text()
    assert "| events | 5 |" in card
    assert "| first and last day | 2017-05-01 – 2017-05-07 |" in card
    assert "| people at risk | shown by their role, their places made coarse |" in card
    assert "TLP:GREEN. Licence: CC-BY-4.0." in card
    assert "| Armed clash | 1 |" in card
