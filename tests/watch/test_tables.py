"""The three layouts of tables, and what is left out."""

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli.app import app
from dateline.errors import FormatError
from dateline.watch.countries import same_country
from dateline.watch.occurrences import is_armed_group
from dateline.watch.tables import read_occurrences


def test_the_three_layouts_are_read(tmp_path: Path) -> None:
    ged, acled, simple = (tmp_path / f"{name}.csv" for name in ("ged", "acled", "simple"))
    ged.write_text(
        "id,year,month,day,country,side_a,side_b,latitude,longitude,best_death,high_death\n"
        "1,2001,2,3,Mali,Government of Mali,Tiger Front,16.2,-0.1,4,5\n"
        "1,2001,2,3,Mali,Government of Mali,Tiger Front,16.2,-0.1,4,5\n"
    )
    acled.write_text(
        "event_id_cnty,event_date,actor1,assoc_actor_1,actor2,assoc_actor_2,country,sub_event_type,fatalities,location\n"
        "X1,02 April 2018,Tiger Front,,Civilians (Mali),,Mali,Attack,3,Gao\n"
        "X2,03-04-2018,Tiger Front,,,,Mali,Peaceful protest,0,Gao\n"
    )
    simple.write_text("date,actor,country,reported\n2020-01-05,Tiger Front,ML,2020-01-09\n")
    events, left_out = read_occurrences([ged, acled, simple])
    assert [(o.actors, o.occurred) for o in events] == [
        (("Tiger Front",), date(2001, 2, 3)),
        (("Tiger Front",), date(2018, 4, 2)),
        (("Tiger Front",), date(2020, 1, 5)),
    ]
    assert left_out == 2
    assert events[2].reported == date(2020, 1, 9)


def test_an_unknown_table_and_a_broken_date_are_named(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("when,who\n2020,x\n")
    with pytest.raises(FormatError, match="no known table"):
        read_occurrences([table])
    table.write_text("date,actor,country\nsoon,Tiger Front,ML\n")
    with pytest.raises(FormatError, match="line 2"):
        read_occurrences([table])


def test_states_and_civilians_are_not_watched() -> None:
    assert is_armed_group("Tiger Front")
    assert not any(map(is_armed_group, ("Government of Mali", "Civilians", "Military Forces of Mali (2020-)", "")))


def test_countries_go_by_code_and_by_name() -> None:
    assert same_country("ML", "Mali")
    assert same_country("YE", "Yemen (North Yemen)")
    assert not same_country("ML", "Malawi")


@pytest.fixture(scope="module")
def returning(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A group with a busy year, two quiet ones, and a return in Mopti."""
    from datetime import timedelta

    lines = ["date,actor,country,latitude,longitude,killed,type,place,source,text"]
    for week, events in [(w, 1 + w % 2) for w in range(60)] + [(w, 2) for w in range(160, 168)]:
        place = "Gao,16.27,-0.04" if week < 100 else "Mopti,14.49,-4.20"
        name, lat, lon = place.split(",")
        for n in range(events):
            day = date(2015, 1, 5) + timedelta(weeks=week, days=2 * n)
            lines.append(f"{day},Tiger Front,ML,{lat},{lon},{week % 7},Attack,{name},Sahel Wire,An attack on {name}.")
    path = tmp_path_factory.mktemp("watch") / "events.csv"
    path.write_text("\n".join(lines) + "\n")
    return path


@pytest.mark.parametrize("form", ["table", "json", "html", "svg"])
def test_alerts_are_shown_in_every_format(returning: Path, form: str) -> None:
    shown = CliRunner().invoke(app, ["alerts", "--events", str(returning), "--format", form])
    assert shown.exit_code == 0
    assert "Tiger Front" in shown.stdout
    assert "http" not in shown.stdout.replace("http://www.w3.org/2000/svg", "")
    if form in ("html", "svg"):
        assert "<desc" in shown.stdout


def test_filters_and_bad_input(returning: Path, tmp_path: Path) -> None:
    runner = CliRunner()
    none = runner.invoke(app, ["alerts", "--events", str(returning), "--country", "KE"])
    assert none.stdout.startswith("No alert stands")
    before = runner.invoke(app, ["alerts", "--events", str(returning), "--as-of", "2017-06-01"])
    assert before.stdout.startswith("No alert stands")
    broken = runner.invoke(app, ["alerts", "--events", str(tmp_path / "none.csv")])
    assert broken.exit_code == 2
    assert "cannot be read" in broken.stderr
