"""The error page."""

from dateline.evaluation.benchmark import ErrorItem
from dateline.evaluation.browser import SHOWN, page
from dateline.evaluation.result import Result


def with_errors(*errors: ErrorItem) -> Result:
    return Result("toy", "dev", None, "toy.jsonl", 3, {"f1": 0.5}, {}, 1.0, "00", errors)


def test_text_is_escaped_and_nothing_is_loaded() -> None:
    shown = page(with_errors(ErrorItem("d<1>", "<script>alert(1)</script>", 'a "quoted" & b', "", "trigger")))
    assert "<script" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "http" not in shown
    assert '<span class="none">nothing</span>' in shown


def test_the_commonest_cause_comes_first_and_long_lists_are_cut() -> None:
    many = [ErrorItem("d", "t", "x", "y", "place") for _ in range(SHOWN + 3)]
    shown = page(with_errors(ErrorItem("d", "t", "x", "y", "date"), *many))
    assert shown.index("place (403)") < shown.index("date (1)")
    assert "3 more are not shown." in shown
    assert shown.count("<tr><td>") == SHOWN + 1
