"""Gun Violence Archive: local reports of shootings, grouped into incidents with date, place and toll.

The judge that links reports learned from seven in ten of the incidents ("train"); the others are "dev". All articles
of a split are read together, each published on its day; of those with the same content (reprints, paywalls) only the
first. An article belongs to the event of its principal act, and the events' articles are compared with the incidents';
an article without such an act stands alone. Where an outlet is at home, `dateline.read_many` learns from the articles
of one host. `tfidf_b3` and `tfidf_pairwise` score the baseline on the same articles:
all that chains of texts at least 0.3 alike within 7 days connect. Date, toll and place are compared an article (the
event that it is about, by itself) and an incident (what most of its articles say). A toll that an article does
not state is 0, as the archive writes it.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dateline.evaluation import clusters
from dateline.evaluation.benchmark import Benchmark, ErrorItem, Observation
from dateline.evaluation.data import Source, Split
from dateline.evaluation.happenings import by_document, event_of, happened
from dateline.evaluation.mapping import table
from dateline.evaluation.measures import f_measure, ratio
from dateline.evaluation.texts import Text, readings
from dateline.evaluation.tfidf import tfidf_clusters
from dateline.run.homes import read_at_home
from dateline.run.pipeline import joined
from dateline.schema.claims import Claim, Newness
from dateline.schema.geography import kilometres
from dateline.schema.places import PlacePrecision
from dateline.schema.quantities import Count
from dateline.schema.readings import Reading

MEASURES = {"b3": clusters.b_cubed, "pairwise": clusters.pairwise, "ceaf": clusters.ceaf_e}
BASELINE = ("tfidf_b3", "tfidf_pairwise")
KILOMETRES = (10, 50, 161)
_NO_PIN = frozenset({PlacePrecision.COUNTRY, PlacePrecision.CONTINENT, PlacePrecision.ADMIN1})


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one shooting; None where nothing is."""

    day: date | None
    killed: int
    injured: int
    point: tuple[float, float] | None


def observe(split: Split) -> Iterator[Observation]:
    """One observation an incident, with its articles."""
    rows = [row for row in distinct(split.rows(0)) if in_split(row["incident_id"], split.name)]
    articles = split.chosen(rows, "incident_id")
    incidents = {row["incident_id"]: row for row in split.rows(1)}
    texts = [
        Text(row["article_id"], f"{row['title']}\n\n{row['content']}", published=row["dct"], uri=row["uri"])
        for row in articles
    ]
    alone = read_at_home(readings(texts))
    reading = joined(alone)
    acts, events = by_document(reading), event_of(reading.events)
    got: dict[Any, Hashable] = {}
    facts: dict[str, Facts] = {}
    for row, text, own_reading in zip(articles, texts, alone, strict=True):
        own = acts.get(text.document, [])
        about = principal(own)
        got[row["article_id"]] = events[about.id].id if about else row["article_id"]
        facts[row["article_id"]] = article_facts(own_reading)
    yield from observations(articles, incidents, got, facts)


def in_split(incident: str, split: str) -> bool:
    """True where the incident is of the split: by the hash of its id, three in ten are "dev", the others "train".

    Any other name ("all", "test") stands for every incident.
    """
    dev = hashlib.sha256(incident.encode()).digest()[0] % 10 < 3
    return dev if split == "dev" else not dev if split == "train" else True


def distinct(articles: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The first article of each content."""
    first: dict[str, dict[str, Any]] = {}
    for row in articles:
        first.setdefault(row["content"], row)
    return list(first.values())


def shootings(claims: Iterable[Claim]) -> list[Claim]:
    """The claims of acts that a report of a shooting may be about, in text order."""
    return [claim for claim in happened(claims) if claim.type in table("gva")["shooting"]]


def principal(claims: Iterable[Claim]) -> Claim | None:
    """The act that an article is about: of those that are news the first shooting with a toll, else the first."""
    acts = shootings(claims)
    told = [claim for claim in acts if claim.newness is Newness.NEWS] or acts
    with_toll = [claim for claim in told if claim.toll.killed or claim.toll.wounded]
    return next(iter(with_toll or told), None)


def article_facts(reading: Reading) -> Facts:
    """The event that one article, read alone, is about: its day (of two the first) and toll; and a shooting's place."""
    about = principal(reading.claims)
    event = event_of(reading.events)[about.id] if about else None
    if event is None:
        return Facts(None, 0, 0, None)
    when = event.when
    exact = when and when.start and when.end and (when.end - when.start).days <= 1
    points = [
        (place.place.latitude, place.place.longitude)
        for claim in shootings(reading.claims)
        if (place := claim.place) and place.place and place.precision not in _NO_PIN
    ]
    return Facts(
        day=when.start if when and exact else None,
        killed=number(event.toll.killed),
        injured=number(event.toll.wounded),
        point=next(((lat, lon) for lat, lon in points if lat is not None and lon is not None), None),
    )


def number(count: Count | None) -> int:
    """The best number a count gives; 0 where nothing is stated."""
    values = (count.best, count.low, count.high) if count else ()
    return next((value for value in values if value is not None), 0)


def observations(
    articles: Sequence[Mapping[str, Any]],
    incidents: Mapping[str, Mapping[str, Any]],
    got: Mapping[Any, Hashable],
    facts: Mapping[str, Facts],
) -> Iterator[Observation]:
    """The counts of each incident: its articles' share of the cluster measures, and their facts."""
    gold = {row["article_id"]: row["incident_id"] for row in articles}
    shares = {name: measure(gold, got) for name, measure in MEASURES.items()}
    base = tfidf_clusters({r["article_id"]: (f"{r['title']} {r['content']}", _day(r["dct"])) for r in articles})
    shares |= {name: MEASURES[name.removeprefix("tfidf_")](gold, base) for name in BASELINE}
    members: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in articles:
        members[row["incident_id"]].append(row)
    for incident, rows in members.items():
        summed: Counter[str] = Counter()
        for name, share in shares.items():
            four = clusters.total(share[row["article_id"]] for row in rows)
            summed.update(dict(zip((f"{name}.{part}" for part in ("ph", "pn", "rh", "rn")), four, strict=True)))
        truth = incidents[incident]
        own = [facts[row["article_id"]] for row in rows]
        for each in own:
            summed.update(compared("", each, truth))
        summed.update(compared("incident_", consensus(own), truth))
        yield Observation(incident, summed, tuple(_errors(rows, own, truth)))


def consensus(facts: Sequence[Facts]) -> Facts:
    """What most of the articles say; the earlier article where as many say another thing."""
    days = Counter(each.day for each in facts if each.day)
    points = Counter(each.point for each in facts if each.point)
    return Facts(
        day=days.most_common(1)[0][0] if days else None,
        killed=Counter(each.killed for each in facts).most_common(1)[0][0],
        injured=Counter(each.injured for each in facts).most_common(1)[0][0],
        point=points.most_common(1)[0][0] if points else None,
    )


def compared(prefix: str, got: Facts, truth: Mapping[str, Any]) -> dict[str, float]:
    """Hits and totals of one article or incident; nothing for what the archive leaves open."""
    found: dict[str, float] = {}
    if frame := truth["frame"]:
        off = abs((got.day - archive_day(frame["date"])).days) if got.day else None
        found |= {
            f"{prefix}framed": 1,
            f"{prefix}date_day": off == 0,
            f"{prefix}date_1day": off is not None and off <= 1,
        }
        found |= {
            f"{prefix}killed": got.killed == frame["num_killed"],
            f"{prefix}injured": got.injured == frame["num_injured"],
        }
    if truth["lat_long"]:
        away = kilometres(got.point, tuple(truth["lat_long"])) if got.point else None
        found |= {f"{prefix}placed": 1}
        found |= {f"{prefix}place_{km}km": away is not None and away < km for km in KILOMETRES}
    return {key: float(value) for key, value in found.items()}


def _day(published: str | None) -> date:
    """The day of publication; one day for all that state none."""
    return date.fromisoformat(published[:10]) if published else date.min


def archive_day(words: str) -> date:
    """The archive's date, “January 25, 2014”."""
    return datetime.strptime(words, "%B %d, %Y").date()


def _errors(rows: Sequence[Mapping[str, Any]], facts: Sequence[Facts], truth: Mapping[str, Any]) -> Iterator[ErrorItem]:
    for row, got in zip(rows, facts, strict=True):
        shown = f"{got.day}, {got.killed} killed, {got.injured} injured, at {got.point}"
        for name, hit in compared("", got, truth).items():
            if not hit and name in ("date_day", "killed", "injured", "place_50km"):
                expected = f"{truth['frame']} at {truth['lat_long']}"
                yield ErrorItem(row["article_id"], f"{row['title']}. {row['content'][:400]}", expected, shown, name)


def score(totals: Mapping[str, float]) -> dict[str, float]:
    """F of the three cluster measures; accuracy of the facts, an article and (`incident_…`) an incident."""
    scores = {
        name: f_measure(
            ratio(totals[f"{name}.ph"], totals[f"{name}.pn"]), ratio(totals[f"{name}.rh"], totals[f"{name}.rn"])
        )
        for name in (*MEASURES, *BASELINE)
    }
    for prefix in ("", "incident_"):
        for name in ("date_day", "date_1day", "killed", "injured"):
            scores[prefix + name] = ratio(totals[prefix + name], totals[f"{prefix}framed"])
        for km in KILOMETRES:
            scores[f"{prefix}place_{km}km"] = ratio(totals[f"{prefix}place_{km}km"], totals[f"{prefix}placed"])
    return scores


BENCHMARK = Benchmark(
    name="gva",
    sources=(Source(None, ("gva/articles.jsonl.gz", "gva/incidents.jsonl.gz"), default="dev"),),
    scores=("b3", "pairwise", "ceaf", "date_day", "killed", "injured", "place_50km"),
    observe=observe,
    score=score,
    fitted={
        "train": "the judge of pairs learned from these incidents",
        "all": "the judge of pairs learned from seven in ten of these incidents",
    },
    fast=30,
)
