"""Where the running instance keeps its files."""

from App.config import getConfiguration
from pathlib import Path


def var_folder() -> Path:
    """`var` of the instance that runs; the folder need not exist yet."""
    home = Path(getConfiguration().clienthome)
    if home.name == "var":
        return home
    return home.parent if home.parent.name == "var" else home.parent / "var"
