"""Reading texts for a benchmark."""

import pytest

from dateline.evaluation.texts import Text, joint_reading, readings

KILLED = "The gunmen killed two men in the town."
FREED = "The rebels freed a hostage in the town."


def test_readings_come_in_order_and_keep_offsets() -> None:
    texts = [Text("a", f"  {KILLED}\r\n"), Text("b", FREED, published="2020-01-02")]
    first, second = readings(texts)
    assert first.documents[0].text == texts[0].text
    assert (first.documents[0].id, second.documents[0].id) == (texts[0].document, texts[1].document)
    assert [claim.trigger.of(texts[0].text) for claim in first.claims] == ["killed"]


def test_what_cannot_be_read_is_empty_and_counted() -> None:
    with pytest.warns(UserWarning, match="1 of 2 texts could not be read"):
        empty, _ = readings([Text("a", " "), Text("b", FREED)])
    assert (empty.documents, empty.claims) == ((), ())


def test_a_joint_reading_holds_all_documents() -> None:
    texts = [Text("a", KILLED), Text("b", FREED)]
    assert [document.id for document in joint_reading(texts).documents] == [text.document for text in texts]
