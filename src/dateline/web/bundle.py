"""The scripts that `npm run build` bundled, by the names the templates know."""

import json
from importlib.resources import files
from pathlib import Path

STATIC = Path(str(files("dateline.web"))) / "static"
BUILT = STATIC / "build"


class Bundle:
    """Name -> address of each built file; false where nothing was built."""

    def __init__(self, folder: Path = BUILT) -> None:
        manifest = folder / "manifest.json"
        self._names: dict[str, str] = json.loads(manifest.read_text(encoding="utf-8")) if manifest.is_file() else {}
        self.folder = folder

    def __bool__(self) -> bool:
        return bool(self._names)

    def address(self, name: str) -> str:
        """The file's address on this server; its name holds a hash of its content."""
        return f"/static/build/{self._names[name]}"
