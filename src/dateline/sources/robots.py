"""What a site's robots.txt allows us (RFC 9309)."""

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

_DELAY = re.compile(r"\d{1,4}(?:\.\d+)?")
LARGEST = 512_000  # bytes: RFC 9309 asks for at least 500 KiB
LONGEST_DELAY = 30.0  # seconds: who asks for more is not worth waiting for


@dataclass(frozen=True, slots=True)
class Robots:
    """Rules as (pattern, allowed) for one agent; `delay` is the pause it asks for, in seconds."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0

    def allows(self, path: str) -> bool:
        """True unless the longest rule that matches `path` (with its query) forbids it; allowed wins a tie."""
        normal = _normal(path)
        matching = [(len(pattern), allowed) for pattern, allowed in self.rules if _pattern(pattern).match(normal)]
        return max(matching)[1] if matching else True


ALL = Robots()
NONE = Robots((("/", False),))


def parse_robots(text: str, agent: str) -> Robots:
    """The rules of the groups that name `agent`, else of those for everyone."""
    groups = _groups(text)
    chosen = [lines for agents, lines in groups if agent.lower() in agents] or [
        lines for agents, lines in groups if "*" in agents
    ]
    lines = [line for group in chosen for line in group]
    rules = tuple((_normal(value), name == "allow") for name, value in lines if name in ("allow", "disallow") and value)
    delays = [float(value) for name, value in lines if name == "crawl-delay" and _DELAY.fullmatch(value)]
    return Robots(rules, min(max(delays, default=0.0), LONGEST_DELAY))


def _groups(text: str) -> list[tuple[set[str], list[tuple[str, str]]]]:
    """Each group: the agents it names, and its lines as (name, value)."""
    groups: list[tuple[set[str], list[tuple[str, str]]]] = []
    for line in text.lstrip("\ufeff").splitlines():
        name, found, value = line.partition("#")[0].partition(":")
        name, value = name.strip().lower(), value.strip()
        if not found:
            continue
        if name == "user-agent":
            if not groups or groups[-1][1]:
                groups.append((set(), []))
            groups[-1][0].add(value.lower())
        elif groups and name in ("allow", "disallow", "crawl-delay"):
            groups[-1][1].append((name, value))
    return groups


def _pattern(pattern: str) -> re.Pattern[str]:
    """ "*" stands for any characters, "$" at the end for the end."""
    end = "$" if pattern.endswith("$") else ""
    return re.compile(".*".join(map(re.escape, re.sub(r"\*+", "*", pattern.removesuffix("$")).split("*"))) + end)


def _normal(path: str) -> str:
    return quote(unquote(path), safe="/%:@!$&'()*+,;=~-._?")
