"""What stands beside every export: format, label, licence, counts, and the checksum of each file."""

import json
from importlib.metadata import version

from dateline.products.exports.files import Files
from dateline.products.exports.options import Options, Tally


def write_about(form: str, tally: Tally, files: Files, name: str, options: Options) -> None:
    """NAME.about.json; the same export gives the same bytes."""
    about = {
        "made_by": f"Dateline {version('dateline')}",
        "format": form,
        "tlp": options.tlp.label,
        "licence": options.licence,
        "redacted": options.redacted,
        "events": tally.events,
        "skipped": dict(sorted(tally.skipped.items())),
        "files": [{"path": each.name, "bytes": each.bytes, "sha256": each.sha256} for each in files.written],
    }
    with files.text(f"{name}.about.json") as output:
        output.write(json.dumps(about, ensure_ascii=False, indent=1) + "\n")
