"""The recipe's configuration, from YAML."""

from pathlib import Path
from typing import Any

import yaml

Config = dict[str, Any]


def read_config(path: Path) -> Config:
    with path.open(encoding="utf-8") as file:
        config: Config = yaml.safe_load(file)
    return config
