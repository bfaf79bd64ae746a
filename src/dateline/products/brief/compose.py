"""A brief from recorded events: a pure function of the events, the scope and what is known of their redaction."""

from collections.abc import Iterable, Sequence
from datetime import date

from dateline.actors.catalogue import catalogue
from dateline.products.brief.abbreviations import abbreviated, initials
from dateline.products.brief.acts import Act, documents_of
from dateline.products.brief.areas import situation
from dateline.products.brief.disputes import disputes
from dateline.products.brief.figures import figures
from dateline.products.brief.gaps import gaps
from dateline.products.brief.highlights import highlights, sentences
from dateline.products.brief.incidents import incidents
from dateline.products.brief.ledger import Ledger, opening
from dateline.products.brief.lexicon import lexicon
from dateline.products.brief.map import map_picture
from dateline.products.brief.method import method
from dateline.products.brief.model import NARROW, WIDE, Block, Brief, Passage, Section
from dateline.products.brief.nouns import listed
from dateline.products.brief.phrases import bare_days, day_words
from dateline.products.brief.selection import Scope, in_text_order, without_echoes
from dateline.products.brief.telling import is_said, tellings
from dateline.products.brief.timeline import timeline_picture
from dateline.products.brief.trend import trend
from dateline.products.wording import country_names
from dateline.schema.claims import Status
from dateline.schema.records import RecordedEvent


def brief(
    events: Iterable[RecordedEvent],
    scope: Scope,
    *,
    redacted: bool,
    before: Iterable[RecordedEvent] = (),
) -> Brief:
    """The brief on those of `events` that lie in the scope.

    `redacted` is whether people at risk are hidden in them; `before` are the events of as many days before the
    period, and empty where there is nothing to compare with.
    """
    held = [act for act in map(Act.of, _once(events)) if scope.holds(act)]
    acts = in_text_order(without_echoes(facet for act in held for facet in act.facets()))
    ledger = Ledger()
    compared = [act for act in map(Act.of, before) if not scope.in_period(act)] if scope.since and scope.until else []
    since, until = _days(acts, scope)
    names = initials(acts)
    rise = trend(acts, compared, ledger) if compared else None
    sections = tuple(abbreviated(part, names) for part in _sections(acts, rise, ledger, scope)) if acts else ()
    return Brief(
        title=lexicon("brief")["title"].format(subject=_subject(acts, scope)),
        period=_period(acts, scope),
        since=since,
        until=until,
        notes=_notes(held, acts, redacted=redacted),
        sections=sections,
        method=method(acts, sections, compared=bool(rise)),
        sources=ledger.sources(),
    )


def _once(events: Iterable[RecordedEvent]) -> Iterable[RecordedEvent]:
    return {recorded.event.id: recorded for recorded in events}.values()


def _sections(acts: Sequence[Act], rise: Passage | None, ledger: Ledger, scope: Scope) -> tuple[Section, ...]:
    """The parts in OCHA's order; one without content is left out."""
    since, until = _days(acts, scope)
    several = len(documents_of(acts)) > 1
    width = WIDE if several else NARROW  # what one report tells shall fit on a page
    parts: dict[str, Sequence[Block | None]] = {
        "highlights": [*highlights(acts, ledger), rise],
        "figures": [figures(acts, ledger), map_picture(acts, ledger, width), timeline_picture(acts, ledger, width)],
        "situation": situation(acts, ledger, first=scope.countries, caveats=several),
        "statements": [_statements(acts, ledger)],
        "incidents": [incidents(acts, ledger)],
        "disputes": [disputes(acts, ledger)],
        "gaps": [gaps(acts, ledger, since=since, until=until)],
    }
    titles = lexicon("brief")["sections"]
    filled = {name: tuple(block for block in blocks if block) for name, blocks in parts.items()}
    return tuple(Section(name, titles[name], blocks) for name, blocks in filled.items() if blocks)


def _statements(acts: Sequence[Act], ledger: Ledger) -> Passage | None:
    said = [act for act in acts if (act.type.statement or is_said(act)) and act.status is not Status.DENIED]
    told = tellings(act for act in said if act.recorded.event.type not in ("denial", "no_comment"))
    return Passage(sentences(told, ledger), listed=True) if told else None


def _days(acts: Sequence[Act], scope: Scope) -> tuple[date | None, date | None]:
    """The first and last day asked for, else those of the acts that are news."""
    days = [act.days for act in acts if act.days and not act.background]
    first = scope.since or min((start for start, _ in days), default=None)
    last = scope.until or max((end for _, end in days), default=None)
    return first, last


def _period(acts: Sequence[Act], scope: Scope) -> str:
    words = lexicon("brief")["period"]
    since, until = _days(acts, scope)
    shown = {"since": day_words(since) if since else "", "until": day_words(until) if until else ""}
    if scope.since or scope.until:
        name = "both" if scope.since and scope.until else "since" if scope.since else "until"
    elif since and until:
        name = "one" if since == until else "acts"
    else:
        published = [told.document.published for act in acts for told in act.told if told.document.published]
        name = "published" if published else "none"
        if published:
            shown["since"] = bare_days(min(p.start for p in published), max(p.end for p in published))
    return str(words[name]).format(**shown)


def _subject(acts: Sequence[Act], scope: Scope) -> str:
    words = lexicon("brief")["subjects"]
    actor = catalogue().get(scope.actor) if scope.actor else None
    shown = {
        "actor": actor.name if actor else scope.actor,
        "countries": listed(country_names().get(code, code) for code in sorted(scope.countries)),
    }
    if scope.actor or scope.countries:
        name = "both" if scope.actor and scope.countries else "actor" if scope.actor else "country"
        return str(words[name]).format(**shown)
    documents = documents_of(acts)
    if len(documents) == 1:
        (document,) = documents.values()
        return str(words["report"]).format(title=document.title or opening(document.text))
    return str(words["reports"]).format(n=len(documents))


def _notes(held: Sequence[Act], acts: Sequence[Act], *, redacted: bool) -> tuple[str, ...]:
    """What the brief is made of, and whether names are hidden."""
    words = lexicon("brief")["notes"]
    protection = words["redacted" if redacted else "unredacted"]
    if not acts:
        return words["empty"], protection
    reviewed = sum(act.recorded.review.published for act in held)
    how = "all" if reviewed == len(held) else "some" if reviewed else "none"
    claims = len({told.claim.id for act in held for told in act.told})
    made_of = words["made_of"].format(
        events=_number(len(held), "event"),
        claims=_number(claims, "claim"),
        reports=_number(len(documents_of(held)), "report"),
        reviewed=words["reviewed"][how].format(n=reviewed),
    )
    return made_of, protection


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
