"""What the reader takes, and what it refuses in one clear line."""

from datetime import date
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from zukunftsraum.register import reader
from zukunftsraum.register.rules import RegisterError

import io
import pytest
import zipfile


GRW = "ags,name,grw_class,coverage,note\n01051001,Oberdorf,C,full,\n02051001,Oberdorf,D,part,x\n"


def zipped(**members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_txt", ".txt"), content)
    return stream.getvalue()


def refusal(*arguments, **options) -> str:
    with pytest.raises(RegisterError) as caught:
        reader.read_register(*arguments, **options)
    message = str(caught.value)
    assert "\n" not in message
    assert "${" not in message
    return message


class TestAccepted:
    def test_bytes_and_path(self, sample, tmp_path):
        path = tmp_path / "file.txt"
        path.write_bytes(sample.data())
        from_path = reader.read_register(path)
        assert from_path.table == reader.read_register(sample.data()).table
        assert from_path.status_date == date(2025, 11, 30)

    def test_utf8_with_mark_and_crlf(self, sample):
        data = b"\xef\xbb\xbf" + sample.data().replace(b"\n", b"\r\n")
        assert reader.read_register(data).table["010010000000"].name == "Großköln"

    def test_iso_8859_1(self, sample):
        reading = reader.read_register(sample.text().encode("iso-8859-1"))
        assert reading.table == reader.read_register(sample.data()).table
        assert reading.lossy_names == ()

    def test_question_marks_of_iso_8859_1_are_told(self, sample):
        text = sample.text().replace("Oberdorf 16", "Oberd?rf 16")
        reading = reader.read_register(text.encode("iso-8859-1"))
        assert reading.lossy_names == ("Oberd?rf 16",)

    def test_zip_with_notes_beside_it(self, sample):
        data = zipped(Hinweise_txt="Hinweise", Ordner__GV100AD_301125_txt=sample.text())
        assert len(reader.read_register(data).table) == 66

    def test_without_final_newline(self, sample):
        assert len(reader.read_register(sample.data()[:-1]).table) == 66

    def test_grw_list(self, sample):
        reading = reader.read_register(sample.data(), GRW.encode())
        assert reading.table["010515001001"].structurally_weak == "yes"
        assert reading.table["020510001001"].structurally_weak == "partial"
        assert reading.table["030510001001"].structurally_weak == "no"
        assert reading.without_weakness == ()

    def test_without_grw_list_known_weakness_stays(self, sample):
        known = {"01051001": "yes", "01051002": "no"}
        reading = reader.read_register(sample.data(), known_weakness=known)
        assert reading.table["010515001001"].structurally_weak == "yes"
        assert len(reading.without_weakness) == 31


class TestCutOff:
    def test_inside_the_last_record(self, sample):
        message = refusal(sample.data()[:-60])
        assert "cut off" in message
        assert "161 of 220" in message

    def test_short_record_inside(self, sample):
        records = sample.records()
        records[5] = records[5][:180]
        assert "Line 6" in refusal(sample.data(records))

    def test_empty(self):
        assert "empty" in refusal(b"")

    def test_whole_laender_missing(self, sample):
        records = [line for line in sample.records() if line[10:12] < "15"]
        assert "15, 16" in refusal(sample.data(records))

    @pytest.mark.parametrize("missing", ["20", "30", "50"])
    def test_record_type_missing(self, sample, missing):
        records = [line for line in sample.records() if line[:2] != missing]
        assert missing in refusal(sample.data(records))

    def test_kreis_without_gemeinden(self, sample):
        extra = sample.record("40", "16052", name="Kreis Leer", code="44")
        message = refusal(sample.data([*sample.records(), extra]))
        assert "16052 Kreis Leer" in message

    def test_verband_without_gemeinden(self, sample):
        extra = sample.record("50", "16051", "5555", name="Amt Leer", code="51")
        assert "160515555" in refusal(sample.data([*sample.records(), extra]))

    def test_gemeinde_without_kreis(self, sample):
        records = [line for line in sample.records() if not line[10:].startswith("16051   ")]
        assert "belongs to 16051" in refusal(sample.data(records))

    @settings(max_examples=60, deadline=None)
    @given(share=st.floats(min_value=0, max_value=0.99))
    def test_no_cut_inside_a_record_goes_unnoticed(self, sample, share):
        data = sample.data()
        end = int(len(data) * share)
        refusal(data[:end])


class TestDuplicates:
    def test_same_record_twice(self, sample):
        records = sample.records()
        message = refusal(sample.data([*records, records[-1]]))
        assert "160510002002" in message
        assert f"line {len(records)}" in message

    def test_same_ags_in_two_associations(self, sample):
        extra = sample.record("50", "16051", "0003", name="X", code="50")
        twice = sample.records()[-1]
        twice = twice[:18] + "0003" + twice[22:]
        assert "16051002" in refusal(
            sample.data([*sample.records()[:-1], extra, sample.records()[-1], twice])
        )


class TestEncoding:
    @pytest.mark.parametrize("encoding", ["cp850", "mac-roman", "utf-16", "utf-8-twice"])
    def test_refused(self, sample, encoding):
        if encoding == "utf-8-twice":
            data = sample.data().decode("iso-8859-1").encode()
        else:
            data = sample.text().encode(encoding)
        assert "encoding" in refusal(data)

    def test_lost_umlauts(self, sample):
        assert "encoding" in refusal(sample.text().encode("ascii", "replace"))

    def test_replacement_characters(self, sample):
        text = sample.text().replace("ö", "\ufffd")
        assert "encoding" in refusal(text.encode())


class TestStatusDate:
    def test_mixed(self, sample):
        records = sample.records()
        records[-1] = records[-1].replace("20251130", "20241231")
        assert "20241231" in refusal(sample.data(records))

    def test_not_a_date(self, sample):
        assert "20251331" in refusal(sample.data(sample.records(status="20251331")))

    def test_not_gv100ad(self):
        assert "not a GV100AD" in refusal(b"<html>\n" * 30)

    @pytest.mark.parametrize(
        "day,loaded,force,word",
        [
            (date(2026, 1, 1), None, False, "future"),
            (date(2026, 1, 1), None, True, "future"),
            (date(1985, 1, 1), None, False, "1990"),
            (date(2024, 1, 1), date(2025, 1, 1), False, "older"),
        ],
    )
    def test_refused(self, day, loaded, force, word):
        with pytest.raises(RegisterError) as caught:
            reader.check_status_date(day, date(2025, 12, 1), loaded, force)
        assert word in str(caught.value)

    def test_accepted(self):
        reader.check_status_date(date(2025, 1, 1), date(2025, 1, 1), date(2025, 1, 1))
        reader.check_status_date(date(2024, 1, 1), date(2025, 1, 1), date(2025, 1, 1), force=True)


class TestValues:
    @pytest.mark.parametrize(
        "start,end,value,word",
        [
            (0, 2, "70", "record type"),
            (10, 18, "1605100x", "key"),
            (18, 22, "    ", "key"),
            (22, 72, " " * 50, "name"),
            (122, 124, "99", "kind"),
            (128, 139, " " * 11, "area_km2"),
            (139, 150, "-0000000001", "population"),
            (165, 170, "1234 ", "postal_code"),
        ],
    )
    def test_refused(self, sample, start, end, value, word):
        records = sample.records()
        records[-1] = records[-1][:start] + value + records[-1][end:]
        message = refusal(sample.data(records))
        assert word in message
        assert f"Line {len(records)}" in message


class TestZip:
    def test_bomb(self):
        assert "20 MB" in refusal(zipped(GV100AD_txt=b"0" * (reader.SIZE_LIMIT + 1)))

    def test_too_large(self):
        assert "20 MB" in refusal(b"1" * (reader.SIZE_LIMIT + 1))

    def test_broken(self, sample):
        assert "damaged" in refusal(zipped(GV100AD_txt=sample.text())[:-200])

    def test_two_registers(self, sample):
        data = zipped(GV100AD_1_txt=sample.text(), GV100AD_2_txt=sample.text())
        assert "exactly one" in refusal(data)

    def test_not_there(self, tmp_path):
        assert "cannot be read" in refusal(tmp_path / "none.txt")


class TestGrw:
    @pytest.mark.parametrize(
        "text,word",
        [
            ("", "columns"),
            ("ags;name;grw_class;coverage\n", "columns"),
            ("ags,grw_class,coverage\n", "empty"),
            ("ags,grw_class,coverage\n1051001,C,full\n", "1051001"),
            ("ags,grw_class,coverage\n01051001,X,full\n", "grw_class"),
            ("ags,grw_class,coverage\n01051001,C,some\n", "coverage"),
            ("ags,grw_class,coverage\n01051001,C\n", "coverage"),
            (GRW + "01051001,Oberdorf,C,full,\n", "twice"),
            ("ags,grw_class,coverage\n77051001,C,full\n", "does not belong"),
        ],
    )
    def test_refused(self, sample, text, word):
        assert word in refusal(sample.data(), text.encode())

    def test_a_few_unknown_gemeinden_are_told(self, sample):
        lines = [f"{land:02d}05100{n},x,C,full," for land in range(1, 17) for n in (1, 2)]
        text = "\n".join([GRW.splitlines()[0], *lines, "77051001,x,C,full,"]) + "\n"
        reading = reader.read_register(sample.data(), text.encode())
        assert reading.grw_unknown == ("77051001",)
