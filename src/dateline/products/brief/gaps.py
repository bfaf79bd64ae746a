"""What the reports leave open: dates, places, actors, numbers, weeks and divisions without a report."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import numpy as np

from dateline.places.gazetteer import gazetteer
from dateline.places.kinds import kind_names
from dateline.products.brief.acts import Act
from dateline.products.brief.ledger import Ledger
from dateline.products.brief.lexicon import lexicon
from dateline.products.brief.likelihood import confidence
from dateline.products.brief.model import Passage, Sentence
from dateline.products.brief.nouns import capital, listed
from dateline.products.brief.phrases import day_words, when_phrase
from dateline.products.brief.selection import in_order
from dateline.products.brief.telling import subject_of
from dateline.products.wording import country_names

FEWEST_WEEKS = 3  # a period shorter than this has no gaps worth telling
EXAMPLES = 3
WEEK = timedelta(days=7)


def gaps(acts: Sequence[Act], ledger: Ledger, *, since: date | None, until: date | None) -> Passage:
    """One sentence a gap, and how far to trust the sources, each with the words it was counted from."""
    data = lexicon("brief")["gaps"]
    happened = [act for act in acts if act.happened and not act.type.statement]
    found = [
        *_counted(acts, ledger),
        *_weeks(happened, ledger, since, until),
        *_divisions(happened, ledger),
        *_silent(acts, ledger),
    ]
    if not found:
        found = [Sentence(data["none"], ledger.of(acts))]
    if happened:
        found.append(_confidence(happened, ledger))
    return Passage(tuple(found), listed=True)


def acts_words(number: int) -> str:
    """ "1 act", "12 acts"."""
    return f"{number:,} act" if number == 1 else f"{number:,} acts"


def _counted(acts: Sequence[Act], ledger: Ledger) -> Iterator[Sentence]:
    data = lexicon("brief")["gaps"]
    done = [act for act in acts if not act.type.statement]
    undated = [act for act in done if act.days is None]
    said = [act for act in undated if when_phrase(act)]
    quoted = list(dict.fromkeys(when_phrase(act).removeprefix("in ") for act in said))
    violent = [act for act in done if act.happened and act.type.family == "violence"]
    for template, held in (
        ("undated", said),
        ("undated_bare", [act for act in undated if act not in said]),
        ("undated_own", [act for act in done if act.days and not act.dated]),
        ("unplaced", [act for act in done if not act.pinned and (act.place or any(act.ends))]),
        ("placeless", [act for act in done if not act.place and not any(act.ends)]),
        ("actorless", [act for act in done if not subject_of(act)]),
        ("tolls", [act for act in violent if act.recorded.event.toll.killed is None]),
    ):
        if held:
            words = {
                "n": acts_words(len(held)),
                "count": len(held),
                "all": len(violent),
                "examples": listed(quoted[:EXAMPLES]),
            }
            text = data[template].format(**words)
            yield Sentence(_agreeing(text, len(held)), ledger.of(held))


def _agreeing(text: str, number: int) -> str:
    """A sentence that opens with "1 act" takes the verb of one."""
    if number != 1:
        return text
    for plural, single in (
        (" have no day of their own: they are ", " has no day of its own: it is "),
        (" have ", " has "),
        (" are placed ", " is placed "),
        (" are on ", " is on "),
        (" name ", " names "),
    ):
        text = text.replace(plural, single, 1)
    return text.replace(" and are on", " and is on", 1)


def _weeks(acts: Sequence[Act], ledger: Ledger, since: date | None, until: date | None) -> Iterator[Sentence]:
    """The weeks of the period without an act, with the words on either side of the longest run."""
    dated = [act for act in in_order(acts) if act.days and not act.background]
    if not dated:
        return
    first, last = since or dated[0].days[0], until or max(a.days[1] for a in dated if a.days)  # type: ignore[index]
    weeks = _mondays(first, last)
    told = {monday for act in dated if act.days for monday in _mondays(*act.days)}
    empty = [monday for monday in weeks if monday not in told]
    if len(weeks) < FEWEST_WEEKS or not empty:
        return
    run = _longest_run(empty)
    before = [act for act in dated if act.days and act.days[0] < run[0]][-1:]
    after = [act for act in dated if act.days and act.days[1] >= run[-1] + WEEK][:1]
    data = lexicon("brief")["gaps"]
    span = f"{day_words(max(run[0], first))} to {day_words(min(run[-1] + WEEK - timedelta(days=1), last))}"
    text = data["weeks_many"].format(n=len(empty), all=len(weeks), weeks=span)
    yield Sentence(text, ledger.of([*before, *after] or dated))


def _mondays(first: date, last: date) -> list[date]:
    monday = first - timedelta(days=first.weekday())
    return [monday + i * WEEK for i in range((last - monday).days // 7 + 1)]


def _longest_run(mondays: Sequence[date]) -> list[date]:
    runs: list[list[date]] = [[]]
    for monday in mondays:
        if runs[-1] and monday - runs[-1][-1] != WEEK:
            runs.append([])
        runs[-1].append(monday)
    return max(runs, key=len)


def _divisions(acts: Sequence[Act], ledger: Ledger) -> Iterator[Sentence]:
    """For each country with acts in two or more divisions: how many of its divisions have none."""
    data = lexicon("brief")["gaps"]
    held: dict[str, dict[str, list[Act]]] = {}
    for act in acts:
        place = act.place.place if act.place else None
        division = place and (place.admin1 or (place.name if place.kind == "admin1" else None))
        if place and place.country and division:
            held.setdefault(place.country, {}).setdefault(division, []).append(act)
    for country, divisions in held.items():
        total = division_count(country)
        if 2 <= len(divisions) < total:
            names = listed(sorted(divisions))
            name = country_names().get(country, country)
            text = data["divisions"].format(all=total, country=name, n=len(divisions), names=names)
            yield Sentence(text, ledger.of(act for some in divisions.values() for act in some))


def division_count(country: str) -> int:
    """How many first-order divisions the gazetteer has in the country."""
    held = gazetteer()
    if country not in held.countries:
        return 0
    inside = np.asarray(held.country) == held.countries.index(country)
    return int((inside & (np.asarray(held.kind) == kind_names().index("admin1"))).sum())


def _silent(acts: Sequence[Act], ledger: Ledger) -> Iterator[Sentence]:
    silent = [act for act in acts if act.recorded.event.type == "no_comment" and subject_of(act)]
    if silent:
        who = capital(listed(subject_of(act) for act in silent))
        yield Sentence(lexicon("brief")["gaps"]["comment"].format(who=who), ledger.of(silent))


def _confidence(acts: Sequence[Act], ledger: Ledger) -> Sentence:
    sourced = [act for act in acts if act.recorded.event.independent_sources > 1]
    level = confidence(len(sourced) / len(acts))
    text = lexicon("brief")["gaps"]["confidence"].format(level=level, n=len(sourced), all=len(acts))
    return Sentence(text, ledger.of(acts))
