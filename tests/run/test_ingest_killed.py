"""A run that is killed outright loses no report that it had added, and the next one finishes its work."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from dateline.record import Query, open_record
from dateline.run.ingest import Outcome, ingest

TOWNS = ("Gao", "Kidal", "Mopti", "Bamako", "Sabha", "Sirte", "Tripoli", "Benghazi", "Mosul", "Kirkuk", "Homs", "Hama")


def held(record: Path) -> int:
    with open_record(record) as found:
        return len(list(found.documents()))


def test_a_killed_run_is_taken_up_where_it_stood(tmp_path: Path) -> None:
    record, table = tmp_path / "record.sqlite", tmp_path / "notes.jsonl"
    open_record(record, create=True).close()
    texts = [f"Gunmen killed {n + 2} soldiers in {town} on 2 May 2024, the army said." for n, town in enumerate(TOWNS)]
    table.write_text("\n".join(json.dumps({"text": text}) for text in texts), encoding="utf-8")
    command = [
        sys.executable,
        "-c",
        "from dateline.cli import main; main()",
        "ingest",
        str(table),
        "--record",
        str(record),
    ]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=dict(os.environ))
    while held(record) < 2 and running.poll() is None:
        time.sleep(0.05)
    running.send_signal(signal.SIGKILL)
    running.wait()
    added = held(record)
    with open_record(record) as found:
        done = ingest(found, [table])
        assert done.outcomes.get(Outcome.UNCHANGED, 0) == added
        assert done.outcomes.get(Outcome.NEW, 0) == len(TOWNS) - added
        claims = {claim.id for claim in found.claims()}
        linked = [claim for event in found.events(Query(candidates=True)) for claim in event.event.claims]
        assert sorted(linked) == sorted(claims)
        assert len(list(found.documents())) == len(TOWNS)
