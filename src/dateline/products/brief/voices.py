"""Who says so, as a brief credits it: "according to one defector and unnamed European security officials"."""

import re
from collections.abc import Iterable

from dateline.actors.catalogue import catalogue
from dateline.products.brief.acts import Told
from dateline.products.brief.nouns import Noun, capital, catalogue_noun, folded, is_fragment, is_plural, listed, words
from dateline.schema.attribution import Attribution, Channel, Speaker, Voice
from dateline.schema.claims import Status
from dateline.schema.documents import Document
from dateline.schema.spans import Span

MOST_OUTLETS = 4  # named one by one
_DIGITS = re.compile(r"\d+")


def credit(told: Iterable[Told]) -> str:
    """All who say so, each once; the outlets themselves only where no one else speaks."""
    held = list(told)
    if len(held) == 1 and (own := own_account(held[0])):
        return own
    spoken = [t for t in held if not _is_outlet(t.claim.attribution)]
    if spoken:
        return f"according to {listed(_each_once(spoken))}"
    named = list(dict.fromkeys(t.document.outlet for t in held if t.document.outlet))
    unnamed = len({t.document.id for t in held if not t.document.outlet})
    shown = named if len(named) <= MOST_OUTLETS else [*named[: MOST_OUTLETS - 1]]
    if left := len(named) - len(shown):
        shown.append(words()["more_outlets"].format(n=left))
    if unnamed:
        shown.append(words()["no_outlet"] if unnamed == 1 else words()["no_outlets"].format(n=unnamed))
    return f"according to {listed(shown)}"


def _each_once(spoken: Iterable[Told]) -> list[str]:
    """The speakers, one who speaks by a channel and without one by the channel alone."""
    found: dict[str, list[str]] = {}
    for told in spoken:
        attribution = told.claim.attribution
        plain = voice_phrase(attribution, told, channel=False).text
        found.setdefault(plain, []).append(voice_phrase(attribution, told).text)
    return [words_ for plain, held in found.items() for words_ in [w for w in held if w != plain] or [plain]]


def _is_outlet(attribution: Attribution) -> bool:
    return attribution.voice is Voice.OUTLET and not attribution.speakers


def outlet_name(document: Document) -> str:
    """The outlet, or words that say there is none."""
    return document.outlet or str(words()["no_outlet"])


def voice_phrase(attribution: Attribution, told: Told, *, channel: bool = True) -> Noun:
    """The speakers of one attribution, with their channel where asked for, and whom they were cited by."""
    if _is_outlet(attribution):
        return Noun(outlet_name(told.document), plural=False)
    speakers = [_speaker(s, attribution, told) for s in attribution.speakers]
    held = [noun for noun in speakers if noun]
    if not held:
        held = [Noun(_unnamed(attribution), plural=False)]
    text = listed(noun.text for noun in held)
    if channel:
        text += channel_words(attribution)
    if attribution.via and not _is_outlet(attribution.via):
        text += f", cited by {voice_phrase(attribution.via, told).text}"
    return Noun(text, plural=len(held) > 1 or held[0].plural)


def _unnamed(attribution: Attribution) -> str:
    return str(words()["voices"][attribution.voice.value]["unnamed"])


def _speaker(speaker: Speaker, attribution: Attribution, told: Told) -> Noun | None:
    said = folded(told, speaker.span)
    role = words()["voices"][attribution.voice.value].get("named")
    found = catalogue().resolve(speaker.name or said)
    if found and not _is_described(said) and (known := catalogue().get(found.actor_id)) and not attribution.anonymous:
        return catalogue_noun(known.name)
    if is_fragment(said) and not speaker.name:
        return None
    if speaker.name and speaker.name[:1].isupper():
        detail = role if role and not _is_described(speaker.name) else None
        name = (
            speaker.name if not _is_described(speaker.name) else anonymous(speaker.name[0].lower() + speaker.name[1:])
        )
        return Noun(f"{name}, {detail}" if detail else name, is_plural(name))
    if said.lower() in words()["pronouns"]:
        meant = speaker.name or (_introduced(speaker.role, speaker.span, told) if speaker.role else None)
        return Noun(anonymous(meant), is_plural(meant)) if meant else None
    return Noun(anonymous(said) if attribution.anonymous else said, is_plural(said))


def _introduced(role: str, pronoun: Span, told: Told) -> str:
    """The words of a role with the article that they had before the pronoun: "a security official", "the minister"."""
    before = " ".join(told.text[: pronoun.start].split())
    article = before[: max(before.rfind(role), 0)].rpartition(" ")[0].rpartition(" ")[2].lower()
    return f"{article} {role}" if article in (*words()["articles"], *words()["definite"]) else role


def _is_described(name: str) -> bool:
    """True for words that stand in for a name: "A defector"."""
    return name.split()[0].lower() in words()["articles"]


def anonymous(said: str) -> str:
    """A description of someone unnamed: "one defector", "unnamed Libyan officials", "two unnamed Malian officers"."""
    first, _, rest = said.partition(" ")
    if first.lower() in words()["articles"]:
        return f"{words()['one']} {rest}"
    if first.lower() in words()["numerals"] or _DIGITS.fullmatch(first):
        return f"{first.lower()} {words()['unnamed']} {rest}"
    if first.lower() in words()["definite"] or first.lower() == words()["one"] or words()["unnamed"] in said:
        return said
    return f"{words()['unnamed']} {said}"


def channel_words(attribution: Attribution) -> str:
    """ " (in an interview)"; "" where the report does not say how."""
    known = attribution.channel is not Channel.UNKNOWN
    return f" ({words()['channels'][attribution.channel.value]})" if known else ""


def opening(attribution: Attribution, told: Told) -> str:
    """The speakers as the subject of a sentence."""
    text = voice_phrase(attribution, told, channel=False).text
    return capital(f"{text}," if ", " in text and " and " not in text else text)


def own_account(told: Told) -> str | None:
    """ "by the defector's own account" where the claim tells of its own speaker; None otherwise."""
    attribution = told.claim.attribution
    tellers = {speaker.name for speaker in attribution.speakers if speaker.name}
    if told.claim.status is not Status.DENIED and tellers and tellers == {part.name for part in told.claim.actors}:
        role = words()["voices"][attribution.voice.value].get("named", "the speaker").split()[-1]
        return f"by the {role}’s own account{channel_words(attribution)}"
    return None
