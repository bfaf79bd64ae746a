"""Reading in several processes: in order, only as far ahead as needed, and past a process that is ended."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from multiprocessing import active_children
from pathlib import Path

import pytest

from dateline.run.local import read_each


def test_readings_come_in_order_and_texts_are_not_taken_all_at_once() -> None:
    taken = 0

    def texts() -> Iterator[str]:
        nonlocal taken
        for n in range(120):
            taken += 1
            yield f"Gunmen killed {n + 2} soldiers in Gao on 2 May 2024, the army said."

    readings = read_each(texts(), processes=2)
    first = next(readings)
    assert taken < 120
    found = [first, *readings]
    killed = [reading.claims[0].toll.killed for reading in found]
    assert [count.best if count else None for count in killed] == [n + 2 for n in range(120)]


def test_a_process_that_is_ended_from_outside_loses_no_text() -> None:
    texts = [f"Gunmen killed {n + 2} soldiers in Gao on 2 May 2024, the army said." for n in range(40)]
    readings = read_each(texts, processes=2)
    found = [next(readings)]
    for process in active_children():
        process.kill()
    found += readings
    assert [len(reading.documents) for reading in found] == [1] * 40


READ_ON = """
from multiprocessing import active_children
from dateline.run.local import read_each

if __name__ == "__main__":
    texts = (f"Gunmen killed {n + 2} soldiers in Gao on 2 May 2024, the army said." for n in range(10_000))
    for reading in read_each(texts, processes=2):
        print(*(child.pid for child in active_children()), flush=True)
"""


def running(process: int) -> bool:
    """Whether it is there, and is no corpse that nobody has fetched."""
    try:
        return Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks processes up in /proc")
def test_readers_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "read_on.py"
    script.write_text(READ_ON, "utf-8")
    parent = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    readers = [int(number) for number in parent.stdout.readline().split()]
    assert len(readers) == 2
    assert all(map(running, readers))
    os.kill(parent.pid, signal.SIGKILL)
    parent.communicate()
    until = time.monotonic() + 10
    while any(map(running, readers)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(running, readers))
