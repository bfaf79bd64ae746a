"""A map of a brief's acts as a vector picture: circles as wide as each place is uncertain, over borders."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from dateline.products.brief.acts import Act
from dateline.products.brief.gaps import acts_words
from dateline.products.brief.ledger import Ledger
from dateline.products.brief.lexicon import lexicon
from dateline.products.brief.model import WIDE, Picture, Sentence
from dateline.products.brief.outlines import Outline, Point, outlines
from dateline.schema.places import Place

Box = tuple[float, float, float, float]  # left, top, width, height
HEIGHT, LEAST_DEGREES = 0.61, 6.0  # the height at most, as a share of the width
MARGIN = 0.3  # of the extent, on each side
KM_A_DEGREE = 111.2
LABELS = 14  # more would cover the map
WIDEST_CIRCLE_KM = 300.0  # a river or a region as large as a country says nothing as a circle


@dataclass(frozen=True, slots=True)
class Spot:
    """One place and the acts there."""

    place: Place
    radius_km: float
    acts: tuple[Act, ...]

    @property
    def point(self) -> Point:
        return self.place.longitude or 0.0, self.place.latitude or 0.0


@dataclass(frozen=True, slots=True)
class Frame:
    """An equirectangular projection, true to scale on its middle latitude."""

    west: float
    north: float
    scale: float  # pixels a degree of latitude
    squeeze: float
    width: float
    height: float

    @classmethod
    def around(cls, points: Sequence[Point], width: float) -> "Frame":
        west, east = _padded([x for x, _ in points])
        south, north = _padded([y for _, y in points])
        squeeze = max(0.2, math.cos(math.radians((south + north) / 2)))
        scale = min(width / ((east - west) * squeeze), HEIGHT * width / (north - south))
        # What is left of the width shows more land on both sides.
        west -= (width / scale / squeeze - (east - west)) / 2
        return cls(west, north, scale, squeeze, width, (north - south) * scale)

    def at(self, point: Point) -> Point:
        """Pixels from the top left corner."""
        return (point[0] - self.west) * self.squeeze * self.scale, (self.north - point[1]) * self.scale

    @property
    def box(self) -> tuple[float, float, float, float]:
        """West, south, east and north in degrees."""
        east = self.west + self.width / self.scale / self.squeeze
        return self.west, self.north - self.height / self.scale, east, self.north


def _padded(values: Sequence[float]) -> tuple[float, float]:
    low, high = min(values), max(values)
    spread = max(high - low, LEAST_DEGREES)
    middle = (low + high) / 2
    return middle - spread * (0.5 + MARGIN), middle + spread * (0.5 + MARGIN)


def spots(acts: Iterable[Act]) -> tuple[Spot, ...]:
    """The places that can be drawn, the one with most acts first; a country is none of them."""
    found: dict[tuple[str, Point, float], list[Act]] = {}
    places: dict[tuple[str, Point, float], Place] = {}
    for act in acts:
        location = act.place
        if not act.pinned or location is None or location.place is None or location.radius_km > WIDEST_CIRCLE_KM:
            continue
        place = location.place
        key = (place.name, (place.longitude or 0.0, place.latitude or 0.0), location.radius_km)
        found.setdefault(key, []).append(act)
        places[key] = place
    ordered = sorted(found, key=lambda key: (-len(found[key]), key))
    return tuple(Spot(places[key], key[2], tuple(found[key])) for key in ordered)


def map_picture(acts: Sequence[Act], ledger: Ledger, width: float = WIDE) -> Picture | None:
    """The map, `width` pixels wide, with its caption; None where no act has a place that can be drawn."""
    done = [act for act in acts if not act.type.statement]
    drawn = spots(done)
    if not drawn:
        return None
    words = lexicon("brief")["map"]
    shown = [act for spot in drawn for act in spot.acts]
    left = len(done) - len(shown)
    side = words["side"].format(n=acts_words(left)) if left else ""
    caption = f"{words['caption'].format(n=acts_words(len(shown)), side=side)} {words['credit']}"
    points = "; ".join(f"{spot.place.name}: {acts_words(len(spot.acts))}, within {_km(spot)}" for spot in drawn)
    alternative = words["alternative"].format(points=points)
    return Picture("map", _svg(drawn, alternative, width), width, alternative, Sentence(caption, ledger.of(shown)))


def _km(spot: Spot) -> str:
    return f"{max(1, round(spot.radius_km)):,} km"


def _svg(drawn: Sequence[Spot], alternative: str, width: float) -> str:
    frame = Frame.around([spot.point for spot in drawn], width)
    labels, taken = _labels(drawn[:LABELS], frame)
    land = [outline for outline in outlines() if outline.touches(*frame.box)]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {frame.width:.0f} {frame.height:.0f}" '
        f'width="{frame.width:.0f}" height="{frame.height:.0f}" role="img" aria-label="{escape(alternative)}">',
        f'<rect class="sea" width="{frame.width:.0f}" height="{frame.height:.0f}" fill="#e9eff4"/>',
        *(_country(outline, frame) for outline in land),
        *_graticule(frame, bar=_bar_box(frame)),
        *(_circle(spot, frame) for spot in reversed(drawn)),
        *_names(land, frame, [*taken, _bar_box(frame)]),
        *labels,
        _bar(frame),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _country(outline: Outline, frame: Frame) -> str:
    """The rings that may be seen, as one path."""
    west, south, east, north = frame.box
    seen = [
        ring
        for ring in outline.rings
        if min(x for x, _ in ring) < east
        and max(x for x, _ in ring) > west
        and min(y for _, y in ring) < north
        and max(y for _, y in ring) > south
    ]
    path = "".join(f"M{' '.join(_pair(frame.at(point)) for point in ring)}Z" for ring in seen)
    return f'<path class="land" fill="#fbfaf6" stroke="#9aa5ae" stroke-width="0.9" fill-rule="evenodd" d="{path}"/>'


def _pair(point: Point) -> str:
    return f"{point[0]:.1f},{point[1]:.1f}"


def _graticule(frame: Frame, *, bar: Box) -> list[str]:
    west, south, east, north = frame.box
    step = next((s for s in (1, 2, 5, 10, 20, 30) if (north - south) / s <= 6), 30)
    lines = []
    for x in range(math.ceil(west / step) * step, math.floor(east) + 1, step):
        at = frame.at((x, north))[0]
        lines.append(_line(at, 0, at, frame.height))
        if at + 24 < bar[0]:
            lines.append(_text(at + 3, frame.height - 4, _degrees(x, "E", "W"), "grid", 9))
    for y in range(math.ceil(south / step) * step, math.floor(north) + 1, step):
        at = frame.at((west, y))[1]
        lines.append(_line(0, at, frame.width, at))
        lines.append(_text(3, at - 3, _degrees(y, "N", "S"), "grid", 9))
    return lines


def _degrees(value: int, positive: str, negative: str) -> str:
    return f"{abs(value)}°{positive if value > 0 else negative if value < 0 else ''}"


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return (
        f'<path class="grid-line" d="M{x1:.1f},{y1:.1f}L{x2:.1f},{y2:.1f}" stroke="#c9d1d8" stroke-width="0.5" '
        'stroke-dasharray="2 3" fill="none"/>'
    )


def _text(x: float, y: float, words: str, kind: str, size: float, anchor: str = "start") -> str:
    fill = {"grid": "#5d6872", "country": "#5d6872"}.get(kind, "#1c2024")
    halo = ' stroke="#ffffff" stroke-width="3" paint-order="stroke" stroke-linejoin="round"' if kind == "place" else ""
    return (
        f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{fill}" text-anchor="{anchor}"{halo} '
        f'font-family="Libertinus Serif, Georgia, serif">{escape(words)}</text>'
    )


def _circle(spot: Spot, frame: Frame) -> str:
    x, y = frame.at(spot.point)
    radius = spot.radius_km / KM_A_DEGREE * frame.scale
    dot = min(4 + 1.6 * math.sqrt(len(spot.acts)), 14)
    wide = (
        f'<circle class="within" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="#b3261e" fill-opacity="0.14" '
        'stroke="#b3261e" stroke-width="1" stroke-dasharray="4 3"/>'
        if radius > dot
        else ""
    )
    if radius > 3 * dot:  # known to no more than this circle: a dot would pretend to more
        return wide
    return f'{wide}<circle class="spot" cx="{x:.1f}" cy="{y:.1f}" r="{dot:.1f}" fill="#b3261e" fill-opacity="0.85"/>'


def _names(land: Sequence[Outline], frame: Frame, taken: Sequence[Box]) -> list[str]:
    """The countries' names, the largest first, each near the middle of what is seen of it, where nothing is written.

    What is seen of a country must be as large as its name: a microstate's would lie on its neighbours.
    """
    found, written = [], list(taken)
    for name, (west, north, wide, high) in sorted(_seen(land, frame), key=lambda each: -each[1][2] * each[1][3]):
        x, middle, half = west + wide / 2, north + high / 2, 3.9 * len(name)
        if wide * high < 2 * half * 14:
            continue
        for y in (middle, middle - 22, middle + 22, middle - 44, middle + 44):
            box = (x - half - 3, y - 13, 2 * half + 6, 18.0)
            free = not any(_overlap(box, other) for other in written)
            if free and half < x < frame.width - half and 16 < y < frame.height - 16:
                found.append(_text(x, y, name.upper(), "country", 10, "middle"))
                written.append(box)
                break
    return found


def _seen(land: Sequence[Outline], frame: Frame) -> Iterator[tuple[str, Box]]:
    """Each country's name and the box around what is seen of it."""
    for outline in land:
        points = (frame.at(point) for ring in outline.rings for point in ring)
        inside = [(x, y) for x, y in points if 0 <= x <= frame.width and 0 <= y <= frame.height]
        if len(inside) >= 3:
            (west, east), (north, south) = ((min(part), max(part)) for part in zip(*inside, strict=True))
            yield outline.name, (west, north, east - west, south - north)


def _labels(drawn: Sequence[Spot], frame: Frame) -> tuple[list[str], list[Box]]:
    """The places' names beside their circles, where they do not cover one another; and what is covered."""
    taken: list[Box] = [(x - 10, y - 10, 20.0, 20.0) for x, y in (frame.at(spot.point) for spot in drawn)]
    found = []
    for spot in drawn:
        x, y = frame.at(spot.point)
        words = spot.place.name + (f" ({len(spot.acts)})" if len(spot.acts) > 1 else "")
        wide = 6.2 * len(words)
        for left, down in ((False, 0), (True, 0), (False, 16), (True, 16), (False, -16), (True, -16)):
            at = (x - 12 - wide if left else x + 12, y - 8 + down, wide, 14.0)
            if 0 <= at[0] <= frame.width - wide and not any(_overlap(at, other) for other in taken):
                taken.append(at)
                anchor = "end" if left else "start"
                found.append(_text(x - 12 if left else x + 12, y + 4 + down, words, "place", 12, anchor))
                break
    return found, taken


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[0] + b[2] and b[0] < a[0] + a[2] and a[1] < b[1] + b[3] and b[1] < a[1] + a[3]


def _bar_long(frame: Frame) -> tuple[int, float]:
    """Kilometres of the bar of scale, and its length; true in the middle of the map."""
    km = next((k for k in (10, 20, 50, 100, 200, 500, 1000, 2000) if k / KM_A_DEGREE * frame.scale >= 60), 2000)
    return km, km / KM_A_DEGREE * frame.scale


def _bar_box(frame: Frame) -> Box:
    long = _bar_long(frame)[1]
    return frame.width - long - 24, frame.height - 38, long + 24, 38.0


def _bar(frame: Frame) -> str:
    km, long = _bar_long(frame)
    x, y = frame.width - long - 14, frame.height - 18
    line = f'<path class="bar" d="M{x:.1f},{y:.1f}h{long:.1f}" stroke="#1c2024" stroke-width="2" fill="none"/>'
    return line + _text(x + long / 2, y - 5, f"{km:,} km", "scale", 10, "middle")
