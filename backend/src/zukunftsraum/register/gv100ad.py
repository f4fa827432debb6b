"""The layout of a GV100AD file: from text to checked records.

Fixed width, 220 characters a record, positions from 1: 1-2 record type, 3-10 territorial status
`YYYYMMDD`, 11-18 AGS as far as it applies, 19-22 Gemeindeverband, 23-72 name, 123-124 Textkennzeichen
(kind), and for a Gemeinde 129-139 area in hectares, 140-150 population, 166-170 postal code.
Source: Destatis, "Gemeindeverzeichnis-Informationssystem GV-ISys", description of the record GV100AD.
"""

from dataclasses import dataclass
from dataclasses import field
from datetime import date
from zukunftsraum import _
from zukunftsraum.register.rules import KIND_OF_CODE
from zukunftsraum.register.rules import NO_ASSOCIATION
from zukunftsraum.register.rules import RegisterError
from zukunftsraum.register.rules import STATES
from zukunftsraum.register.rules import UNINCORPORATED


RECORD_LENGTH = 220

STATE, REGION, SUBREGION, DISTRICT, ASSOCIATION, MUNICIPALITY = (
    "10",
    "20",
    "30",
    "40",
    "50",
    "60",
)
#: Record type -> digits of the AGS part and of the Verband part of its key.
KEY_PARTS = {
    STATE: (2, 0),
    REGION: (3, 0),
    SUBREGION: (4, 0),
    DISTRICT: (5, 0),
    ASSOCIATION: (5, 4),
    MUNICIPALITY: (8, 4),
}
#: Kinds that each record type may have.
CODES = {
    DISTRICT: {code for code in KIND_OF_CODE if code[0] == "4"},
    ASSOCIATION: {code for code in KIND_OF_CODE if code[0] == "5"} | {NO_ASSOCIATION},
    MUNICIPALITY: {code for code in KIND_OF_CODE if code[0] == "6"} | UNINCORPORATED,
}


@dataclass(frozen=True, slots=True)
class Record:
    """One record that makes or sums up a row; `key` is the ARS, `line` counts from 1."""

    line: int
    key: str
    name: str
    code: str = ""
    ags: str = ""
    hectares: int = 0
    population: int = 0
    postal_code: str = ""


@dataclass(slots=True)
class Records:
    """The records of one file in its order, without Regierungsbezirke and Regionen."""

    status_date: date
    states: list[Record] = field(default_factory=list)
    districts: list[Record] = field(default_factory=list)
    associations: list[Record] = field(default_factory=list)
    municipalities: list[Record] = field(default_factory=list)


def parse(text: str) -> Records:
    """The records of a whole file; raises RegisterError at the first thing that is wrong."""
    lines = text.replace("\r\n", "\n").split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    if not lines:
        raise RegisterError("file", _("error_register_empty", default="The file is empty."))
    records = Records(status_date=_status_date(lines[0]))
    status = lines[0][2:10]
    groups = {
        STATE: records.states,
        DISTRICT: records.districts,
        ASSOCIATION: records.associations,
        MUNICIPALITY: records.municipalities,
    }
    seen_types = set()
    for number, line in enumerate(lines, start=1):
        _check_frame(line, number, len(lines), status)
        kind_of_record = line[:2]
        seen_types.add(kind_of_record)
        record = _record(line, number)
        if kind_of_record in groups:
            groups[kind_of_record].append(record)
    _check_types(seen_types)
    for group in groups.values():
        _check_unique(group)
    _check_structure(records)
    return records


def _status_date(line: str) -> date:
    if line[:2] not in KEY_PARTS:
        raise RegisterError(
            "file",
            _(
                "error_register_not_gv100ad",
                default="This is not a GV100AD file: line 1 does not begin with a record type.",
            ),
            line=1,
        )
    value = line[2:10]
    try:
        if not (len(value) == 8 and value.isascii() and value.isdigit()):
            raise ValueError(value)
        return date(int(value[:4]), int(value[4:6]), int(value[6:]))
    except ValueError:
        raise RegisterError(
            "file",
            _(
                "error_register_status_date",
                default='Line ${line}: the territorial status "${value}" is not a date.',
                mapping={"line": 1, "value": value},
            ),
            line=1,
        ) from None


def _check_frame(line: str, number: int, last: int, status: str) -> None:
    """Record type, length and territorial status of one record."""
    if len(line) < RECORD_LENGTH and number == last:
        raise RegisterError(
            "file",
            _(
                "error_register_cut_off",
                default="The file is cut off: its last record (line ${line}) has ${length} of ${expected} characters.",
                mapping={
                    "line": number,
                    "length": len(line),
                    "expected": RECORD_LENGTH,
                },
            ),
            line=number,
        )
    if len(line) != RECORD_LENGTH:
        raise RegisterError(
            "file",
            _(
                "error_register_record_length",
                default="Line ${line}: the record has ${length} characters, not ${expected}.",
                mapping={
                    "line": number,
                    "length": len(line),
                    "expected": RECORD_LENGTH,
                },
            ),
            line=number,
        )
    if line[:2] not in KEY_PARTS:
        raise RegisterError(
            "file",
            _(
                "error_register_record_type",
                default='Line ${line}: "${value}" is not a record type.',
                mapping={"line": number, "value": line[:2]},
            ),
            line=number,
        )
    if line[2:10] != status:
        raise RegisterError(
            "file",
            _(
                "error_register_mixed_status",
                default="Line ${line}: the territorial status ${value} differs from ${expected} in line 1.",
                mapping={"line": number, "value": line[2:10], "expected": status},
            ),
            line=number,
        )


def _record(line: str, number: int) -> Record:
    kind_of_record = line[:2]
    ags_digits, association_digits = KEY_PARTS[kind_of_record]
    ags = line[10:18].rstrip()
    association = line[18:22].rstrip()
    key_fits = _is_number(ags, ags_digits) and (
        _is_number(association, association_digits) if association_digits else not association
    )
    if not key_fits:
        _refuse_value(number, "key", line[10:22].rstrip())
    name = line[22:72].strip()
    if not name:
        _refuse_value(number, "name", name)
    code = line[122:124]
    if kind_of_record in CODES and code not in CODES[kind_of_record]:
        _refuse_value(number, "kind", code)
    key = ags[:5] + association + ags[5:]
    if kind_of_record != MUNICIPALITY:
        return Record(number, key, name, code)
    hectares, population, postal_code = line[128:139], line[139:150], line[165:170]
    if not _is_number(hectares, 11):
        _refuse_value(number, "area_km2", hectares)
    if not _is_number(population, 11):
        _refuse_value(number, "population", population)
    if code in UNINCORPORATED:
        postal_code = postal_code.strip()
    elif not _is_number(postal_code, 5):
        _refuse_value(number, "postal_code", postal_code)
    return Record(number, key, name, code, ags, int(hectares), int(population), postal_code)


def _is_number(value: str, digits: int) -> bool:
    return len(value) == digits and value.isascii() and value.isdigit()


def _refuse_value(number: int, column: str, value: str) -> None:
    raise RegisterError(
        column,
        _(
            "error_register_value",
            default='Line ${line}: "${value}" is not a valid ${column}.',
            mapping={"line": number, "value": value, "column": column},
        ),
        line=number,
    )


def _check_types(seen_types: set[str]) -> None:
    missing = sorted(KEY_PARTS.keys() - seen_types)
    if missing:
        raise RegisterError(
            "file",
            _(
                "error_register_types_missing",
                default="The file is incomplete: it has no records of type ${types}.",
                mapping={"types": ", ".join(missing)},
            ),
        )


def _check_unique(group: list[Record]) -> None:
    lines: dict[str, int] = {}
    for record in group:
        for key in filter(None, (record.key, record.ags)):
            first = lines.setdefault(key, record.line)
            if first != record.line:
                raise RegisterError(
                    "key",
                    _(
                        "error_register_duplicate",
                        default="Line ${line}: the key ${key} is already in line ${first}.",
                        mapping={"line": record.line, "key": key, "first": first},
                    ),
                    line=record.line,
                )


def _check_structure(records: Records) -> None:
    """Everything has its parent, and every parent has children; all sixteen Länder are there."""
    states = {record.key for record in records.states}
    missing = [state for state in STATES if state not in states]
    if missing:
        raise RegisterError(
            "file",
            _(
                "error_register_states_missing",
                default="The file is incomplete: the Länder ${states} are missing.",
                mapping={"states": ", ".join(missing)},
            ),
        )
    for record in records.states:
        if record.key not in STATES:
            _refuse_value(record.line, "key", record.key)
    associations = {record.key for record in records.associations}
    districts = {record.key for record in records.districts}
    for group, length, parents in (
        (records.districts, 2, states),
        (records.associations, 5, districts),
        (records.municipalities, 5, districts),
        (records.municipalities, 9, associations),
    ):
        for record in group:
            # The German-Luxembourg condominium (07000999) lies in no Kreis.
            if record.code in UNINCORPORATED or record.code == NO_ASSOCIATION:
                continue
            if record.key[:length] not in parents:
                raise RegisterError(
                    "key",
                    _(
                        "error_register_parent_missing",
                        default="Line ${line}: ${key} ${name} belongs to ${parent}, which the file does not contain.",
                        mapping={
                            "line": record.line,
                            "key": record.key,
                            "name": record.name,
                            "parent": record.key[:length],
                        },
                    ),
                    line=record.line,
                )
    for group, length in (
        (records.states, 2),
        (records.districts, 5),
        (records.associations, 9),
    ):
        parents = {record.key[:length] for record in records.municipalities}
        for record in group:
            if record.key not in parents:
                raise RegisterError(
                    "file",
                    _(
                        "error_register_no_municipalities",
                        default="The file is incomplete: ${key} ${name} (line ${line}) has no Gemeinden.",
                        mapping={
                            "line": record.line,
                            "key": record.key,
                            "name": record.name,
                        },
                    ),
                    line=record.line,
                )
