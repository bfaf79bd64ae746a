"""What an ACLED-style row says in words: a note of our own, and an id that nobody takes for ACLED's."""

from dateline.products.exports.facts import Deaths, Facts, Party, says

PREFIX = "DL"


def event_code(event: Facts) -> str:
    """ "DLLBY" and the event's number; the number alone identifies it, the letters are its country's."""
    return f"{PREFIX}{event.country.code3 if event.country else 'XXX'}{event.number:015d}"


def notes(event: Facts) -> str:
    """What happened and who says so, deaths last: "On 3 May 2017, in Sabha (Sabha): attack by gunmen on …"."""
    parts = [f"{_when(event)}{_where(event)}: {_what(event)}."]
    parts.append(f"According to {'; '.join(says(event.recorded, event.recorded.claims))}.")
    parts += [f"Accounts differ on {field}: {values}." for field, values in _disagreements(event)]
    parts.append(f"{_number(event.killed)}.")
    return " ".join(parts)


def _when(event: Facts) -> str:
    if event.first == event.last and event.first is not None:
        return f"On {event.first.day} {event.first:%B %Y}"
    return f"Within {event.days}" if event.days else "At a time not known"


def _where(event: Facts) -> str:
    if not event.place_name:
        return ""
    if event.coarse:
        return f", in {event.place_name} (place made coarse, coded to the middle of a cell)"
    if event.location and event.location.precision.acled == 3:
        return f", in {event.place_name} (no closer place given, coded to a point in it)"
    return f", in {event.place_name}" + (f" ({event.admin1})" if event.admin1 else "")


def _what(event: Facts) -> str:
    act = event.act[0].lower() + event.act[1:]
    by = f" by {', '.join(map(_inside, event.actors))}" if event.actors else ""
    on = f", against {', '.join(map(_inside, event.targets))}" if event.targets else ""
    return act + by + on


def _inside(party: Party) -> str:
    """The party inside a sentence: words that opened one lose the capital of their article."""
    opens = not party.named and party.name.startswith(("A ", "An ", "The "))
    return party.name[0].lower() + party.name[1:] if opens else party.name


def _disagreements(event: Facts) -> list[tuple[str, str]]:
    held = event.recorded.event.disagreements
    return [(each.field.replace(".", " "), " / ".join(stated.value for stated in each.values)) for each in held]


def _number(killed: Deaths) -> str:
    if not killed.stated:
        return "No number of fatalities is reported"
    if killed.low == killed.high:
        return f"{killed.best} {'fatality' if killed.best == 1 else 'fatalities'}"
    return f"{killed.low}–{killed.high} fatalities"
