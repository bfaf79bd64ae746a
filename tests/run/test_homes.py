from itertools import permutations

import dateline
from dateline.places.evidence import Home
from dateline.places.homes import learned_home
from dateline.run.homes import outlet_homes, outlet_of, read_at_home
from dateline.run.local import Text, read_each
from dateline.schema.documents import Document

# An invented paper of northern Alabama: its Florence, Athens and Decatur are those of Alabama.
LOCAL = [
    "The Huntsville, Alabama, council met on Monday and voted to repair two roads.",
    "A man was shot and killed in Madison, Alabama, on Tuesday, police said.",
    "Schools in Decatur, Alabama, will open on Wednesday after the storm.",
    "Two men were killed in a shooting in Florence on Thursday, police said.",
]


def paper(texts, outlet="Valley Courier"):
    return [Text(text, published="2014-05-02", outlet=outlet) for text in texts]


def florence(reading):
    found = [t.place for a in reading.annotations for t in a.toponyms if t.place and t.place.name == "Florence"]
    return found[0].admin1 if found else None


def test_a_local_papers_town_is_its_own():
    alone = dateline.read_many(paper(LOCAL[-1:]))
    together = dateline.read_many(paper(LOCAL))
    assert florence(alone) != "Alabama"
    assert florence(together) == "Alabama"
    assert any(
        c.place and c.place.place and c.place.place.admin1 == "Alabama" for c in together.claims if c.toll.killed
    )


def test_the_order_of_the_reports_does_not_matter():
    orders = list(permutations(paper(LOCAL)))[::5]
    assert {florence(dateline.read_many(order)) for order in orders} == {"Alabama"}


def test_another_outlets_reports_teach_nothing():
    assert florence(dateline.read_many(paper(LOCAL[:-1]) + paper(LOCAL[-1:], "Arno Review"))) != "Alabama"


def test_reading_at_home_again_changes_nothing():
    once = read_at_home(read_each(paper(LOCAL)))
    assert read_at_home(once) == once
    assert outlet_homes(once)["Valley Courier"].country == "US"


def test_two_reports_tell_of_no_home():
    layers = [a.toponyms for r in read_each(paper(LOCAL[:2])) for a in r.annotations]
    assert learned_home(layers) is None
    assert isinstance(learned_home([*layers, *layers]), Home)


def test_an_archived_page_is_its_outlets():
    archived = Document("d", "t", uri="http://web.archive.org/web/20151030223013/http://www.example.org/a-story/1/")
    assert outlet_of(archived) == "example.org"
    assert outlet_of(Document("d", "t", uri="report.txt")) is None
    assert outlet_of(Document("d", "t")) is None
