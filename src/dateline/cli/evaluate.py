"""`dateline evaluate`: the measuring bench."""

import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.errors import DatelineError, OptionError

if TYPE_CHECKING:
    from dateline.evaluation.command import Skip
    from dateline.evaluation.kept import Kept


def evaluate(
    name: Annotated[str, typer.Argument(help="A benchmark's name, or all.", show_default="all")] = "all",
    split: Annotated[str | None, typer.Option(help="The split to read; default: the development split.")] = None,
    corpus: Annotated[str | None, typer.Option(help="The corpus, where the benchmark spans several.")] = None,
    data: Annotated[
        Path | None, typer.Option(help="The data folder; default: DATELINE_DATA or ../shared/data.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object (a list of them for all).")] = False,
    errors: Annotated[Path | None, typer.Option(help="Write the error browser, an HTML page, here.")] = None,
    write: Annotated[Path | None, typer.Option(help="With all: write the table as Markdown here.")] = None,
    results: Annotated[
        Path | None, typer.Option(help="Keep each result in this folder; all runs only what is not there yet.")
    ] = None,
    older: Annotated[
        bool, typer.Option("--older", help="With all --results: take what an earlier version measured, and mark it.")
    ] = False,
    gate: Annotated[bool, typer.Option("--gate", help="Compare fixed small subsets with the pinned floors.")] = False,
    pin: Annotated[bool, typer.Option("--pin", help="With --gate: pin today's scores as the floors.")] = False,
    allow_regression: Annotated[
        bool, typer.Option("--allow-regression", help="With --gate --pin: let floors fall.")
    ] = False,
) -> None:
    """Score Dateline on public data by published protocols.

    Exit code 1 if the gate finds a score below its floor, 2 if an option is wrong or data is missing.
    """
    try:
        if gate:
            _gate(data, pin=pin, allow_regression=allow_regression)
        elif name == "all":
            _all(data, split, as_json=as_json, write=write, results=results, older=older)
        else:
            _one(name, data, split, corpus, as_json=as_json, errors=errors, results=results)
    except DatelineError as error:
        typer.echo(f"dateline evaluate: {error}", err=True)
        raise typer.Exit(2) from error


def _one(
    name: str,
    data: Path | None,
    split: str | None,
    corpus: str | None,
    *,
    as_json: bool,
    errors: Path | None,
    results: Path | None,
) -> None:
    from dateline.evaluation.browser import page
    from dateline.evaluation.command import evaluate_one

    kept = evaluate_one(name, data=data, split=split, corpus=corpus, results=results)
    if errors is not None:
        errors.write_text(page(kept.result), encoding="utf-8")
    if as_json:
        typer.echo(json.dumps(kept.result.as_json(), ensure_ascii=False))
    else:
        _show([kept])


def _all(
    data: Path | None, split: str | None, *, as_json: bool, write: Path | None, results: Path | None, older: bool
) -> None:
    from dateline.evaluation.command import evaluate_all
    from dateline.evaluation.data import data_folder
    from dateline.evaluation.kept import Kept
    from dateline.evaluation.table import markdown

    if older and results is None:
        raise OptionError("--older needs --results")
    data_folder(data)
    outcomes = []
    for outcome in evaluate_all(data=data, split=split, results=results, older=older):
        outcomes.append(outcome)
        if not as_json:
            _show([outcome])
    if as_json:
        typer.echo(json.dumps([o.result.as_json() for o in outcomes if isinstance(o, Kept)], ensure_ascii=False))
    if write is not None:
        write.write_text(markdown(outcomes, day=date.today()), encoding="utf-8")
    _report_skips(outcomes)


def _gate(data: Path | None, *, pin: bool, allow_regression: bool) -> None:
    from dateline.evaluation import gate
    from dateline.evaluation.result import Result

    if allow_regression and not pin:
        raise OptionError("--allow-regression needs --pin")
    outcomes = list(gate.fast_results(data))
    results = [outcome for outcome in outcomes if isinstance(outcome, Result)]
    _report_skips(outcomes)
    if pin:
        gate.pin(results, gate.floors_path(), allow_regression=allow_regression)
        typer.echo(f"pinned {len(results)} benchmarks in {gate.floors_path().name}")
        return
    breaches = gate.breaches(results, gate.load_floors(gate.floors_path()))
    for breach in breaches:
        typer.echo(f"{breach.benchmark}: {breach.message}", err=True)
    typer.echo(f"{len(results)} benchmarks measured, {len(breaches)} below their floor")
    if breaches:
        raise typer.Exit(1)


def _show(outcomes: "list[Kept | Skip]") -> None:
    from dateline.evaluation.kept import Kept
    from dateline.evaluation.table import rows

    for outcome in outcomes:
        if isinstance(outcome, Kept):
            for name, split, n, key, value, interval, peers in rows(outcome):
                typer.echo(f"{name:<22}{split:<8}{n:>6}  {key:<26}{value:>8}  {interval:<14}  {peers}".rstrip())
            sys.stdout.flush()


def _report_skips(outcomes: "Sequence[object]") -> None:
    from dateline.evaluation.command import Skip

    skips = [outcome for outcome in outcomes if isinstance(outcome, Skip)]
    for skip in skips:
        typer.echo(f"skipped {skip.benchmark}: {skip.reason}", err=True)
    if skips:
        typer.echo(f"{len(skips)} of {len(outcomes)} skipped", err=True)
