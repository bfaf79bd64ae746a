import pytest

from dateline.sources.robots import parse_robots

RULES = """\ufeffUser-agent: *
Disallow: /private
Crawl-delay: 3

User-agent: Dateline
User-agent: other
Disallow: /news/      # all of it
Allow: /news/public
Disallow: /*.pdf$
Disallow:
Crawl-delay: 999
Sitemap: /sitemap.xml
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True),
        ("/private", True),  # for others: our own group holds alone
        ("/news/a", False),
        ("/news/public/a", True),
        ("/a.pdf", False),
        ("/a.pdf?page=2", True),
        ("/n%65ws/a", False),
    ],
)
def test_the_longest_rule_of_our_group_decides(path: str, allowed: bool) -> None:
    assert parse_robots(RULES, "dateline").allows(path) is allowed


def test_without_a_group_of_our_own_everyone_s_holds() -> None:
    robots = parse_robots(RULES, "someone")
    assert not robots.allows("/private/a")
    assert robots.delay == 3


def test_no_site_makes_us_wait_for_ever() -> None:
    assert parse_robots(RULES, "dateline").delay == 30


def test_an_empty_or_broken_file_allows_all() -> None:
    assert parse_robots("", "dateline").allows("/a")
    assert parse_robots("<html>Not found</html>", "dateline").allows("/a")
