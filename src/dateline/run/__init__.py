"""Wires the rooms: the only place that knows the order of the stages."""

import sys
from types import ModuleType
from typing import Any


def _info(*args: Any, **options: Any) -> Any:
    from spacy.cli.info import info

    return info(*args, **options)


def _import_spacy() -> None:
    """spaCy imported without its command line, which later imports still find.

    `import spacy` loads the whole command line (httpx, requests, weasel…) to offer `spacy.info`: over a third
    of a cold start (`python -X importtime -c "import spacy"`).
    """
    if "spacy" in sys.modules:
        return
    package, module = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    package.__path__ = []
    module.info = _info  # type: ignore[attr-defined]
    sys.modules |= {"spacy.cli": package, "spacy.cli.info": module}
    try:
        import spacy  # noqa: F401
    finally:
        del sys.modules["spacy.cli"], sys.modules["spacy.cli.info"]


_import_spacy()
