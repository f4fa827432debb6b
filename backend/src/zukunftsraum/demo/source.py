"""Reads the YAML files of the demo: one file per page, in folders that mirror the site.

`content/wissen/mitfahrbank.yaml` is `/wissen/mitfahrbank`; `content/index.yaml` is the front
page; what lies inside something stands under `items` in its file, each with an `id`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml


CONTENT = Path(__file__).parent / "content"
FRONT_PAGE = "index"


@dataclass(frozen=True)
class Item:
    """One page of the demo: its path in the site ("" for the front page) and what is said of it."""

    path: str
    data: dict

    @property
    def id(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def parent(self) -> str:
        return self.path.rpartition("/")[0]


def read_items(folder: Path = CONTENT) -> list[Item]:
    """All pages of the demo, a container before what it contains."""
    files = sorted(folder.rglob("*.yaml"), key=lambda file: (len(file.parts), file.as_posix()))
    return [item for file in files for item in read_file(file, folder)]


def read_file(file: Path, folder: Path = CONTENT) -> Iterator[Item]:
    """The page of one file, then what lies inside it."""
    path = "/" + file.relative_to(folder).with_suffix("").as_posix()
    data = yaml.safe_load(file.read_text(encoding="utf-8"))
    yield from flatten("" if path == f"/{FRONT_PAGE}" else path, data)


def flatten(path: str, data: dict) -> Iterator[Item]:
    data = dict(data)
    inner = data.pop("items", [])
    yield Item(path, data)
    for child in inner:
        child = dict(child)
        yield from flatten(f"{path}/{child.pop('id')}", child)
