"""Reading in several processes: in order, only as far ahead as needed, and past a process that is ended."""

from collections.abc import Iterator
from multiprocessing import active_children

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
