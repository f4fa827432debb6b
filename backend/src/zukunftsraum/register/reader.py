"""Reading register files: bytes or a path, plain or zipped, to a checked table.

Everything here either returns a complete result or raises RegisterError; nothing is ever half read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from zukunftsraum import _
from zukunftsraum.register import gv100ad
from zukunftsraum.register import rules
from zukunftsraum.register.rules import Municipality
from zukunftsraum.register.rules import RegisterError

import csv
import io
import re
import zipfile
import zlib


#: Largest file that is read, and largest content of a zip that is unpacked (bytes). The register of
#: 2025 has 3.5 MB; the oldest, with far more Gemeinden, stay below 10 MB.
SIZE_LIMIT = 20 * 1024 * 1024

STARTER_PATH = Path(__file__).parent / "data" / "starter.csv"

#: UTF-8 read as ISO-8859-1 and written again, replacement characters, and control characters, which
#: stand where another code page (437, 850, 1252, Mac) has its umlauts.
_BROKEN = re.compile("[\u00c2-\u00c6\u00e2][\u0080-\u00bf]|\ufffd|[\u0080-\u009f]")
_UMLAUTS = re.compile("[äöüßÄÖÜ]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

GRW_CLASSES = {"C", "D", "C+D"}
GRW_COVERAGE = {"full": "yes", "part": "partial"}
GRW_COLUMNS = ("ags", "grw_class", "coverage")


@dataclass(frozen=True)
class Reading:
    """What a GV100AD file (and a GRW list) says.

    table: ars -> Municipality in register order. status_date: territorial status. lossy_names: names in
    which a "?" stands for a letter that ISO-8859-1 does not have. without_weakness: Gemeinden about which
    neither the GRW list nor the register before says anything; they count as not structurally weak.
    grw_unknown: AGS of the GRW list that the register does not have.
    """

    table: dict[str, Municipality]
    status_date: date
    lossy_names: tuple[str, ...] = ()
    without_weakness: tuple[Municipality, ...] = ()
    grw_unknown: tuple[str, ...] = ()


def read_register(
    source: bytes | str | Path,
    grw: bytes | str | Path | None = None,
    known_weakness: Mapping[str, str] | None = None,
) -> Reading:
    """The table of a GV100AD file; raises RegisterError.

    grw: GRW list as CSV. Without one, `known_weakness` (AGS -> yes, partial, no) says which Gemeinden are
    structurally weak.
    """
    text = read_text(source, field="file", member=_gv100ad_member)
    records = gv100ad.parse(text)
    unincorporated = rules.UNINCORPORATED
    rows = [row for row in records.municipalities if row.code not in unincorporated]
    known_ags = {row.ags for row in rows}
    grw_unknown: tuple[str, ...] = ()
    if grw is None:
        weakness = dict(known_weakness or {})
    else:
        weakness = read_grw(grw)
        grw_unknown = tuple(sorted(weakness.keys() - known_ags))
        _check_grw_fits(weakness, grw_unknown)
    table = rules.build_table(records, weakness)
    without = ()
    if grw is None:
        without = tuple(
            row for row in table.values() if len(row.ars) == 12 and row.ags not in weakness
        )
    return Reading(
        table=table,
        status_date=records.status_date,
        lossy_names=tuple(row.official_name for row in table.values() if "?" in row.official_name),
        without_weakness=without,
        grw_unknown=grw_unknown,
    )


def _check_grw_fits(weakness: Mapping[str, str], unknown: tuple[str, ...]) -> None:
    """A few Gemeinden of an older list may be gone; a list of something else is refused."""
    if len(unknown) * 10 > len(weakness):
        raise RegisterError(
            "grw",
            _(
                "error_register_grw_does_not_fit",
                default="The GRW list does not belong to this register: ${count} of its ${total} Gemeinden are unknown, for example ${example}.",
                mapping={
                    "count": len(unknown),
                    "total": len(weakness),
                    "example": unknown[0],
                },
            ),
        )


def read_grw(source: bytes | str | Path) -> dict[str, str]:
    """AGS -> yes or partial, from a CSV list with the columns ags, grw_class and coverage."""
    text = read_text(source, field="grw", member=_csv_member)
    reader = csv.DictReader(io.StringIO(text))
    missing = [name for name in GRW_COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        raise RegisterError(
            "grw",
            _(
                "error_register_columns_missing",
                default="The list has no columns ${columns}.",
                mapping={"columns": ", ".join(missing)},
            ),
            line=1,
        )
    weakness: dict[str, str] = {}
    for row in reader:
        ags = row["ags"] or ""
        if not re.fullmatch("[0-9]{8}", ags):
            _refuse_grw(reader.line_num, "ags", ags)
        if row["grw_class"] not in GRW_CLASSES:
            _refuse_grw(reader.line_num, "grw_class", row["grw_class"])
        if row["coverage"] not in GRW_COVERAGE:
            _refuse_grw(reader.line_num, "coverage", row["coverage"])
        if ags in weakness:
            raise RegisterError(
                "grw",
                _(
                    "error_register_grw_duplicate",
                    default="Line ${line}: the key ${key} occurs twice in the GRW list.",
                    mapping={"line": reader.line_num, "key": ags},
                ),
                line=reader.line_num,
            )
        weakness[ags] = GRW_COVERAGE[row["coverage"]]
    if not weakness:
        raise RegisterError("grw", _("error_register_empty", default="The file is empty."))
    return weakness


def _refuse_grw(line: int, column: str, value: str | None) -> None:
    raise RegisterError(
        "grw",
        _(
            "error_register_value",
            default='Line ${line}: "${value}" is not a valid ${column}.',
            mapping={"line": line, "value": value or "", "column": column},
        ),
        line=line,
    )


def check_status_date(
    status_date: date, today: date, loaded: date | None = None, force: bool = False
) -> None:
    """Refuse a territorial status in the future, before the sixteen Länder, or older than the loaded one.

    loaded: status of the register in the site, None if that is only the starter register. force: take an
    older one all the same.
    """
    mapping = {"date": status_date.isoformat()}
    if status_date > today:
        raise RegisterError(
            "file",
            _(
                "error_register_future",
                default="The territorial status ${date} lies in the future.",
                mapping=mapping,
            ),
        )
    if status_date < date(1990, 10, 3):
        raise RegisterError(
            "file",
            _(
                "error_register_too_old",
                default="The territorial status ${date} lies before 3 October 1990.",
                mapping=mapping,
            ),
        )
    if loaded is not None and status_date < loaded and not force:
        raise RegisterError(
            "file",
            _(
                "error_register_older",
                default="The territorial status ${date} is older than ${loaded}, which is loaded.",
                mapping={**mapping, "loaded": loaded.isoformat()},
            ),
        )


# -- bytes and encodings -----------------------------------------------------------------------


def read_text(source: bytes | str | Path, field: str, member) -> str:
    """The text of a file or of the one member of a zip that `member` chooses from its list of names."""
    data = source if isinstance(source, bytes) else _read_path(Path(source), field)
    if len(data) > SIZE_LIMIT:
        _refuse_size(field)
    if data[:4] == b"PK\x03\x04":
        data = _unzip(data, field, member)
    return decode(data, field)


def _read_path(path: Path, field: str) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise RegisterError(
            field,
            _(
                "error_register_unreadable",
                default="${path} cannot be read: ${reason}.",
                mapping={"path": str(path), "reason": error.strerror or str(error)},
            ),
        ) from error


def _refuse_size(field: str) -> None:
    raise RegisterError(
        field,
        _(
            "error_register_too_large",
            default="The file is larger than ${limit} MB; this is not a register.",
            mapping={"limit": SIZE_LIMIT // (1024 * 1024)},
        ),
    )


def _unzip(data: bytes, field: str, member) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [info.filename for info in archive.infolist() if not info.is_dir()]
            name = member(names)
            if name is None:
                raise RegisterError(
                    field,
                    _(
                        "error_register_zip_member",
                        default="The zip file does not contain exactly one register file.",
                    ),
                )
            with archive.open(name) as stream:
                content = stream.read(SIZE_LIMIT + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise RegisterError(
            field,
            _(
                "error_register_zip_broken",
                default="The zip file is damaged or cut off.",
            ),
        ) from error
    except (RuntimeError, NotImplementedError) as error:
        raise RegisterError(
            field,
            _(
                "error_register_zip_unsupported",
                default="The zip file is encrypted or packed in an unknown way.",
            ),
        ) from error
    if len(content) > SIZE_LIMIT:
        _refuse_size(field)
    return content


def _gv100ad_member(names: list[str]) -> str | None:
    """GV100AD*.txt if there is exactly one, else the only text file."""
    texts = [name for name in names if name.lower().endswith((".txt", ".asc"))]
    official = [name for name in texts if name.rsplit("/", 1)[-1].upper().startswith("GV100AD")]
    for choice in (official, texts):
        if len(choice) == 1:
            return choice[0]
    return None


def _csv_member(names: list[str]) -> str | None:
    lists = [name for name in names if name.lower().endswith(".csv")]
    return lists[0] if len(lists) == 1 else None


def decode(data: bytes, field: str) -> str:
    """Text of UTF-8 or ISO-8859-1 bytes; refuses every other encoding.

    GV100AD was ISO-8859-1 until Sorbian names came in; since then it is UTF-8. In ISO-8859-1 a "?" may
    stand for a Sorbian letter, in UTF-8 it may not.
    """
    latin = False
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("iso-8859-1")
        latin = True
    broken = _BROKEN.search(text) or _CONTROL.search(text)
    if broken is None and "?" in text and not latin and field == "file":
        broken = re.search(r"\?", text)
    if broken is None and latin and not _UMLAUTS.search(text):
        broken = re.search("[\u00a0-\u00ff]", text)
    if broken is not None:
        line = text.count("\n", 0, broken.start()) + 1
        raise RegisterError(
            field,
            _(
                "error_register_encoding",
                default="Line ${line}: the encoding is neither UTF-8 nor ISO-8859-1.",
                mapping={"line": line},
            ),
            line=line,
        )
    return text


# -- starter register --------------------------------------------------------------------------


def read_starter() -> Reading:
    """The small register that every new site begins with; its first line names the status date."""
    text = STARTER_PATH.read_text(encoding="utf-8")
    header, _newline, body = text.partition("\n")
    status_date = date.fromisoformat(header.rsplit(" ", 1)[-1])
    table = {}
    for row in csv.DictReader(io.StringIO(body)):
        values = dict(row)
        values["name"] = rules.display_name(row["official_name"])
        values["population"] = int(row["population"])
        values["area_km2"] = Decimal(row["area_km2"])
        values["demo"] = row["state"] == rules.DEMO_STATE
        table[row["ars"]] = Municipality(**values)
    return Reading(table=table, status_date=status_date)
