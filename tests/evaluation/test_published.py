"""Published baselines and counts, reproduced on the data folder where it is there."""

from pathlib import Path

import pytest

from dateline.errors import DataError
from dateline.evaluation.benchmarks import ecbplus, gva, uds_factuality
from dateline.evaluation.clusters import b_cubed, total
from dateline.evaluation.data import Split, data_folder
from dateline.evaluation.measures import f_measure
from dateline.evaluation.result import totals

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def data() -> Path:
    try:
        return data_folder()
    except DataError:
        beside = REPOSITORY.parent / "shared" / "data"
        return beside if beside.is_dir() else pytest.skip("the data folder is not here: set DATELINE_DATA")


def test_gva_left_in_single_articles(data: Path) -> None:
    rows = gva.distinct(Split("all", None, data, ("gva/articles.jsonl.gz",)).rows())
    gold = {row["article_id"]: row["incident_id"] for row in rows}
    ph, pn, rh, rn = total(b_cubed(gold, {article: article for article in gold}).values())
    assert f_measure(ph / pn, rh / rn) == pytest.approx(0.732, abs=0.0005)


def test_uds_always_happened(data: Path) -> None:
    rows = Split("dev", None, data, ("uds_factuality/dev.jsonl.gz",)).rows()
    seen = [uds_factuality.observation(row, [1.0] * len(row["predicates"])) for row in rows]
    assert uds_factuality.score(totals(seen))["accuracy"] == pytest.approx(0.61, abs=0.005)


def test_ecbplus_development_counts(data: Path) -> None:
    """Cybulska and Vossen's split as later papers count it: 1,245 event mentions in 409 clusters."""
    split = Split("dev", None, data, ("ecbplus/docs.jsonl.gz", "ecbplus/sentences.jsonl.gz"))
    sentences = ecbplus.validated(split.rows(1))
    pages = [ecbplus.page(row, sentences) for row in split.rows(0) if row["topic"] in ecbplus.TOPICS["dev"]]
    assert sum(len(page.mentions) for page in pages) == 1245
    assert len({cluster for page in pages for cluster in page.gold.values()}) == 409
