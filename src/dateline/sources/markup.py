"""HTML as it stands in feeds, mail and exports: a fragment, all of it text."""

import re

from lxml import etree, html

BLOCKS = frozenset(
    "p div br li ul ol h1 h2 h3 h4 h5 h6 tr table blockquote pre hr section article".split()  # noqa: SIM905
)
PARAGRAPHS = BLOCKS - {"br", "li", "tr", "hr"}
SILENT = frozenset({"script", "style", "head", "title", "template", "noscript"})
_BLANKS = re.compile(r"[^\S\n]+")
_GAPS = re.compile(r" *\n *")
_LINES = re.compile(r"\n{3,}")


def plain(markup: str) -> str:
    """The text of an HTML fragment: a line a line break, a blank line between paragraphs."""
    if not markup.strip():
        return ""
    root = html.fragment_fromstring(f"<div>{markup}</div>", parser=html.HTMLParser(no_network=True, huge_tree=False))
    return text_of(root)


def text_of(root: html.HtmlElement) -> str:
    """The text below `root`, laid out as its blocks are."""
    parts: list[str] = []
    silent = 0
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            parts.append(_inline(node.tail) if not silent else "")
            continue
        gap = "\n\n" if node.tag in PARAGRAPHS else "\n" if node.tag in BLOCKS else ""
        silent += (node.tag in SILENT) * (1 if event == "start" else -1)
        if event == "start":
            parts += [gap, _inline(node.text) if not silent else ""]
        else:
            parts += [gap if node.tag != "br" else "", _inline(node.tail) if not silent and node is not root else ""]
    return _LINES.sub("\n\n", _GAPS.sub("\n", "".join(parts))).strip()


def _inline(text: str | None) -> str:
    return _BLANKS.sub(" ", text.replace("\n", " ")) if text else ""
