"""What a map of a brief draws, and what it must not."""

import re
from itertools import combinations, pairwise

from dateline.products.brief.acts import Act
from dateline.products.brief.ledger import Ledger, runs
from dateline.products.brief.map import Frame, _names, _overlap, map_picture, spots
from dateline.products.brief.model import NARROW, WIDE
from dateline.products.brief.outlines import outlines
from dateline.products.brief.timeline import timeline_picture
from dateline.schema.geography import kilometres
from tests.products import recorded as made


def test_every_country_with_a_code_is_a_closed_ring() -> None:
    held = outlines()
    assert len({outline.code for outline in held if outline.code}) > 190
    assert all(ring[0] == ring[-1] for outline in held for ring in outline.rings)


def test_places_lie_in_their_country() -> None:
    libya = next(outline for outline in outlines() if outline.code == "LY")
    west, east = min(x for x, _ in libya.rings[0]), max(x for x, _ in libya.rings[0])
    assert west < made.SABHA.longitude < east  # type: ignore[operator]


def test_the_scale_is_true_in_the_middle_of_the_map() -> None:
    frame = Frame.around([(10.0, 24.0), (16.0, 28.0)], WIDE)
    left, right = frame.at((12.5, 26.0)), frame.at((13.5, 26.0))
    north, south = frame.at((13.0, 26.5)), frame.at((13.0, 25.5))
    east_west = (right[0] - left[0]) / kilometres((26.0, 12.5), (26.0, 13.5))
    north_south = (south[1] - north[1]) / kilometres((26.5, 13.0), (25.5, 13.0))
    assert abs(east_west / north_south - 1) < 0.01


def test_a_circle_is_as_wide_as_the_place_is_uncertain() -> None:
    from dataclasses import replace

    event = made.clash()
    wide = replace(event, event=replace(event.event, place=replace(event.event.place, radius_km=120.0)))  # type: ignore[type-var]
    for source, dots in ((event, 1), (wide, 0)):
        picture = map_picture([Act.of(source)], Ledger())
        assert picture is not None
        assert len(re.findall('class="spot"', picture.svg)) == dots


def test_a_country_is_never_a_spot() -> None:
    assert spots([Act.of(made.protest())]) == ()


def test_acts_at_one_place_are_one_spot() -> None:
    (spot,) = spots([Act.of(made.clash()), Act.of(made.clash())])
    assert len(spot.acts) == 2


def test_a_timeline_needs_two_dated_acts() -> None:
    assert timeline_picture([Act.of(made.clash())], Ledger()) is None
    picture = timeline_picture([Act.of(made.clash()), Act.of(made.protest())], Ledger())
    assert picture is not None
    assert picture.alternative == ("Timeline. 1–7 May 2017: Protest, Libya; 3 May 2017: Armed clash, Ubari.")


def test_on_a_narrow_timeline_no_day_is_written_over_another() -> None:
    acts = [Act.of(event) for event in made.many(30)]
    for width in (NARROW, WIDE):
        picture = timeline_picture(acts, Ledger(), width)
        assert picture is not None
        assert f'width="{width:.0f}"' in picture.svg
        days = re.findall(r'x="([\d.]+)" y="16.0"[^>]*>([^<]+)<', picture.svg)
        assert len(days) > 1
        for (x, day), (following, _) in pairwise(days):
            assert float(following) - float(x) > 4 * len(day)


def test_many_acts_are_counted_by_week() -> None:
    acts = [Act.of(event) for event in made.many(60)]
    picture = timeline_picture(acts, Ledger())
    assert picture is not None
    assert 9 <= picture.svg.count("<rect") <= 10
    assert "and 20 more" in picture.alternative


def test_runs_of_numbers() -> None:
    assert runs((1, 2, 3, 5, 7, 8)) == ((1, 3), (5, 5), (7, 8))
    assert runs(()) == ()


def test_no_countries_name_covers_another_and_a_microstate_has_none() -> None:
    around = Frame.around([(4.35, 50.85), (16.58, 31.2), (39.0, 35.95)], WIDE)
    land = [outline for outline in outlines() if outline.touches(*around.box)]
    names = _names(land, around, [])
    written = [re.search(r'x="([\d.]+)" y="([\d.]+)".*>(.+)</text>', name) for name in names]
    boxes = [(float(m[1]) - 3.9 * len(m[3]), float(m[2]) - 10, 7.8 * len(m[3]), 14.0) for m in written if m]
    assert len(boxes) == len(names) > 10
    assert not any(_overlap(one, other) for one, other in combinations(boxes, 2))
    told = {m[3] for m in written if m}
    assert "FRANCE" in told
    assert not told & {"MONACO", "SAN MARINO", "ANDORRA"}
