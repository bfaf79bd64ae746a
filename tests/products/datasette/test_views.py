"""Datasette itself, in this process, opens a record with its views and metadata."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dateline.cli.app import app
from tests.products.recorded import clash, everything
from tests.products.stored import stored

datasette_app = pytest.importorskip("datasette.app", reason="datasette is not installed")


@pytest.fixture
def site(tmp_path: Path) -> Any:
    stored(tmp_path / "libya.db", everything()).close()
    output = tmp_path / "metadata.json"
    result = CliRunner().invoke(
        app, ["datasette", "--record", str(tmp_path / "libya.db"), "--output", str(output)], catch_exceptions=False
    )
    assert result.exit_code == 0, result.output
    assert "6 views" in result.stderr
    return datasette_app.Datasette([], immutables=[str(tmp_path / "libya.db")], metadata=json.loads(output.read_text()))


def get(site: Any, path: str) -> Any:
    async def ask() -> Any:
        await site.invoke_startup()
        return await site.client.get(path)

    return asyncio.run(ask())


def rows(site: Any, view: str, query: str = "") -> list[dict[str, Any]]:
    response = get(site, f"/libya/{view}.json?_shape=array{query}")
    assert response.status_code == 200, response.text
    return list(response.json())


def test_accepted_events_are_one_row_each(site: Any) -> None:
    found = rows(site, "accepted_events", "&type=armed_clash")
    assert len(found) == 1
    assert {key: found[0][key] for key in ("place", "actors", "targets", "killed_low", "killed_high", "latitude")} == {
        "place": "Ubari",
        "actors": "Libyan National Army",
        "targets": "Islamic State",
        "killed_low": 9,
        "killed_high": 12,
        "latitude": 26.5921,
    }
    assert len(rows(site, "all_events")) == len(rows(site, "accepted_events")) + 1
    assert [row["latitude"] for row in rows(site, "all_events", "&type=protest")] == [None]


def test_who_says_so_has_the_words(site: Any) -> None:
    found = rows(site, "who_says_so", "&type=armed_clash&_sort=claim")
    assert {row["words"] for row in found} == {document.text for document in clash().documents}
    assert {(row["voice"], row["speakers"], row["stance"]) for row in found} == {
        ("outlet", None, "asserts"),
        ("security forces", "police", "asserts"),
        ("armed group", "Islamic State", "denies"),
    }


def test_reports_disagreements_and_reviews_can_be_read(site: Any) -> None:
    assert {row["outlet"] for row in rows(site, "reports")} == {"The Desert Courier", "Sahara Wire"}
    assert {row["stated"] for row in rows(site, "disagreements", "&field=toll.killed")} == {"9", "9–12"}
    assert {row["kind"] for row in rows(site, "reviews")} == {"accept"}


@pytest.mark.parametrize("query", ["deaths_by_month", "one_source_only", "said_by"])
def test_the_queries_run(query: str, site: Any) -> None:
    assert rows(site, query, "&voice=armed+group")


def test_the_pages_show_titles_and_warn(site: Any) -> None:
    page = get(site, "/libya").text
    assert "accepted_events" in page
    assert "Deaths by month" in page
    assert "NOT hidden here" in get(site, "/").text
    assert get(site, "/libya/accepted_events").status_code == 200


def test_views_made_twice_are_the_same_and_change_nothing_else(tmp_path: Path) -> None:
    from dateline.products.datasette import make_views
    from dateline.record import open_record

    stored(tmp_path / "r.db", [clash()]).close()
    assert make_views(tmp_path / "r.db") == make_views(tmp_path / "r.db")
    with open_record(tmp_path / "r.db", read_only=True) as record:
        assert [each.event.id for each in record.events()] == [clash().event.id]
