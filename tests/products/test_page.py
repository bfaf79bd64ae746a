import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.products.marks import Mark, marked_text
from dateline.products.page import page
from dateline.schema.spans import Span
from tests.sample import READING

VOID = {"meta", "input", "br"}


class Checker(HTMLParser):
    """Collects tags, ids and links; fails on a tag that closes another."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag not in VOID:
            self.open.append(tag)
        held = dict(attrs)
        self.ids += [held["id"] or ""] if "id" in held else []
        self.links += [held["href"] or ""] if "href" in held else []
        assert not {"src", "srcset", "onclick", "onload"} & held.keys()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.fixture(scope="module")
def checked() -> Checker:
    checker = Checker()
    checker.feed(page(READING))
    assert checker.open == []
    return checker


def test_the_page_runs_no_script_and_asks_no_host(checked: Checker) -> None:
    html = page(READING)
    assert not {"script", "link", "img", "iframe", "object", "form"} & checked.tags
    assert "default-src 'none'" in html
    assert not re.search(r"url\(|@import", html)
    assert all(link.startswith("#") for link in checked.links)


def test_every_link_leads_somewhere_and_no_id_stands_twice(checked: Checker) -> None:
    assert len(set(checked.ids)) == len(checked.ids)
    assert {link.removeprefix("#") for link in checked.links} <= set(checked.ids)
    assert len([link for link in checked.links if link.startswith("#r1c")]) >= 12


def test_text_and_fields_are_escaped() -> None:
    html = page(READING)
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_the_page_shows_each_claim_and_what_was_not_read(checked: Checker) -> None:
    for words in ("Base established", "near Sabha, Libya", "≥ 9 killed", "Not read", "There is no file missing.txt."):
        assert words in checked.words


@given(
    st.text(alphabet="ab <&\n", min_size=1, max_size=60),
    st.lists(st.tuples(st.integers(0, 59), st.integers(1, 20), st.sampled_from(["act", "actor", "place"])), max_size=6),
)
def test_marking_loses_no_word_however_marks_overlap(text: str, drawn: list[tuple[int, int, str]]) -> None:
    found = [
        Mark(Span(start, min(len(text), start + length)), f"r1c{i}", role)
        for i, (start, length, role) in enumerate(drawn)
        if start < len(text)
    ]
    checker = Checker()
    checker.feed(marked_text(text, found))
    assert checker.open == []
    assert "".join(checker.words.split()) == "".join(text.split())
