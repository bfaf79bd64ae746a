"""Build-up alerts from readings: one report, its reprint, and a second independent report."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dateline import read
from dateline.run.pipeline import joined
from dateline.schema.readings import Reading
from dateline.schema.records import RecordedEvent, Review
from dateline.settings import Settings
from dateline.watch.alert import Alert, changes
from dateline.watch.buildup import build_ups

DAY = date(2019, 5, 20)
FIRST = (
    "Al-Shabaab has formed new cells in Kenya, officials said on Monday. The militants have set up a base near Garissa "
    "and are extorting traders, according to two security officials. Al-Shabaab has also sent fighters from Somalia "
    "to Kenya, the officials said."
)
SECOND = (
    "Al-Shabaab is recruiting young men in Kenya, a teacher in Wajir told Coast Ledger on Thursday. Residents said "
    "al-Shabaab has set up a base in the forest and moved fighters from Somalia to Kenya. Herders said the group was "
    "extorting them for livestock."
)


def recorded(readings: Sequence[Reading]) -> list[RecordedEvent]:
    """What a record of the readings would hand out."""
    whole = joined(readings)
    claims = {claim.id: claim for claim in whole.claims}
    documents = {document.id: document for document in whole.documents}
    found = []
    for event in whole.events:
        held = tuple(claims[id_] for id_ in event.claims)
        of = tuple(documents[id_] for id_ in dict.fromkeys(claim.document for claim in held))
        found.append(RecordedEvent(event, held, of, Review(), datetime(2019, 5, 20, tzinfo=UTC)))
    return found


def only(readings: Sequence[Reading], actor: str, country: str) -> Alert | None:
    found = [a for a in build_ups(recorded(readings), as_of=DAY) if (a.actor, a.country) == (actor, country)]
    return found[0] if found else None


@pytest.fixture(scope="module")
def first() -> Reading:
    return read(FIRST, published="2019-05-13", outlet="Rift Post")


def test_one_report_raises_an_alert_of_low_confidence(first: Reading) -> None:
    alert = only([first], "al-Shabaab", "KE")
    assert alert is not None
    assert alert.confidence == "Confidence is low."
    assert len(alert.sources) == 1
    assert "confidence" not in alert.likelihood.lower()


def test_a_reprint_changes_nothing(first: Reading) -> None:
    reprint = read(FIRST + " More news on page 4.", published="2019-05-14", outlet="Lake Courier")
    alert = only([first], "al-Shabaab", "KE")
    assert alert is not None
    assert changes(alert, only([first, reprint], "al-Shabaab", "KE")) == ()


def test_a_second_independent_report_changes_it_and_says_why(first: Reading) -> None:
    second = read(SECOND, published="2019-05-17", outlet="Coast Ledger")
    before, after = only([first], "al-Shabaab", "KE"), only([first, second], "al-Shabaab", "KE")
    assert after is not None
    assert after.confidence == "Confidence is moderate."
    assert any("Confidence" in reason for reason in changes(before, after))
    assert any("New source" in reason for reason in changes(before, after))


def test_the_founding_report_raises_one_for_islamic_state_in_libya() -> None:
    path = Path(Settings.from_environment().data) / "seed" / "libya.txt"
    if not path.is_file():
        pytest.skip(f"the founding report is not at {path}")
    readings = [read(path.read_text(encoding="utf-8"), published="2017-09-05")]
    found = [a for a in build_ups(recorded(readings), as_of=date(2017, 9, 10)) if a.country == "LY"]
    assert [alert.actor for alert in found] == ["Islamic State"]
    assert found[0].confidence == "Confidence is low."
    assert "a defector" in found[0].sources[0]
    assert "security officials" in found[0].sources[0]
