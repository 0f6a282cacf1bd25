# SPDX-License-Identifier: Apache-2.0
"""What the comparison says in words, and what its cells show: without a window."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from officer_desk.domain.records import Cell, CheckNote, PictureHint
from officer_desk.domain.values import CellVerdict, IdentityKind, PictureRole
from officer_desk.views.check_cells import lines_of
from officer_desk.views.check_notes import hint_lines, note_line
from officer_desk.views.check_summary import summary
from officer_desk.views.check_table import CheckModel
from officer_desk.views.check_words import look, of_its_paper, verdict_word
from tests import comparing
from tests.comparing import MAI, V

CCCD = IdentityKind.CCCD
FRONT, BACK = PictureRole.IDENTITY_FRONT, PictureRole.IDENTITY_BACK


def test_the_five_words_have_five_shapes() -> None:
    assert (
        len({look(verdict) for verdict in CellVerdict}) == len({verdict_word(verdict) for verdict in CellVerdict}) == 5
    )


class TestSummary:
    @pytest.mark.parametrize(
        ("cell", "said"),
        [
            (
                Cell("Hoàng Thị Thu Mái", V.CLOSE, "one-tone", ((15, 16),), ((15, 16),)),
                "tờ khai ghi «Mai», thẻ ghi «Mái».",
            ),
            (Cell("Hoàng Thị Mai", V.DIFFERS), "tờ khai ghi Hoàng Thị Thu Mai, thẻ ghi Hoàng Thị Mai."),
        ],
    )
    def test_a_name_is_told_by_the_words_that_differ(self, cell, said) -> None:
        check = comparing.changed(comparing.clean(MAI), "full_name", qr=cell)
        assert summary(check, CCCD).text.startswith(said)

    def test_dates_are_held_against_the_registry_and_written_as_people_do(self) -> None:
        cell = Cell("1988-05-10", V.CLOSE, "day-month-swapped", ((5, 7), (8, 10)), against="hgd")
        check = comparing.changed(
            comparing.clean(MAI), "date_of_birth", qr=cell, hgd=Cell("1988-10-05", reason="only-here")
        )
        assert summary(check, CCCD).text.startswith("HGĐ đổi chỗ ngày và tháng so với thẻ (05/10/1988, 10/05/1988).")
        head, line = lines_of(check.rows[2], "qr")
        assert (head.text, line.text, line.marks) == ("Gần khớp", "10/05/1988", ((3, 5), (0, 2)))

    def test_what_could_not_be_read_is_said_and_never_called_a_match(self) -> None:
        found = summary(comparing.unread(MAI), CCCD)
        assert (found.tone, found.icon, found.head) == ("quiet", "circle-dashed", "4/4 khớp.")
        assert found.text == "QR trên thẻ không đọc được, đối chiếu bằng mắt. Chưa rõ: Địa chỉ, Ngày cấp, Giá trị đến."

    def test_a_passport_is_not_blamed_for_a_code_that_it_does_not_have(self) -> None:
        check = of_its_paper(comparing.unread(MAI), IdentityKind.PASSPORT)
        assert summary(check, IdentityKind.PASSPORT).text == "Tờ khai, MRZ và HGĐ giống nhau."
        assert [line.text for line in lines_of(check.rows[0], "qr")] == ["Không có QR"]

    def test_nothing_to_compare_is_no_match_either(self) -> None:
        check = replace(comparing.clean(MAI), rows=(), of=0, agree=0)
        assert summary(check, CCCD).head == "Chưa có gì để đối chiếu."


class TestMatrix:
    def test_it_is_a_table_like_any_other(self, qtmodeltester) -> None:
        model = CheckModel()
        model.show_check(comparing.transposed(MAI), CCCD)
        qtmodeltester.check(model, force_py=True)
        heads = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(1, 6)]
        assert heads == ["Tờ khai", "QR thẻ", "MRZ", "HGĐ", "Tài khoản trước"]

    def test_signs_that_differ_are_boxed_on_both_sides(self) -> None:
        row = comparing.transposed(MAI).rows[0]
        assert [line.marks for line in lines_of(row, "declared")] == [((9, 11),)]
        head, value = lines_of(row, "qr")
        assert (head.text, head.icon, head.token) == ("Gần khớp", "close-match", "incomplete")
        assert (value.text, value.marks) == ("001188000396", ((9, 11),))

    def test_what_is_not_declared_stands_as_the_card_has_it_and_the_others_are_held_against_it(self) -> None:
        row = comparing.clean(MAI).rows[2]
        assert [line.text for line in lines_of(row, "declared")] == ["không khai"]
        assert [(line.text, line.icon) for line in lines_of(row, "qr")] == [("15/10/1988", "")]
        assert [(line.text, line.icon) for line in lines_of(row, "hgd")] == [("Khớp QR", "equal")]

    def test_a_name_without_accents_is_never_a_plain_match(self) -> None:
        head, value = lines_of(comparing.clean(MAI).rows[1], "mrz")
        assert (head.text, head.icon, head.token) == ("Khớp, bỏ dấu", "equal-approximately", "norm")
        assert value.text == "HOANG THI THU MAI"

    def test_a_year_alone_is_not_another_kind_of_number(self) -> None:
        row = replace(comparing.clean(MAI).rows[2], hgd=Cell("1988", reason="other-shape"))
        assert [line.text for line in lines_of(row, "hgd")] == ["Chỉ có năm", "1988"]

    @pytest.mark.parametrize("account", [Cell(reason="no-account"), Cell("001188000936", V.MATCH)])
    def test_a_card_scanned_at_the_counter_is_one_more_column(self, account) -> None:
        model = CheckModel()
        check = comparing.changed(comparing.clean(MAI), "id_number", live=comparing.MATCH, account=account)
        model.show_check(check, CCCD)
        assert model.columns[-1] == "live"
        assert ("account" in model.columns) is bool(account.value)
        assert model.headerData(model.columnCount() - 1, Qt.Orientation.Horizontal) == "Quét tại quầy"
        assert model.data(model.index(0, model.columnCount() - 1)) == "Khớp"


class TestNotes:
    @pytest.mark.parametrize(
        ("note", "said"),
        [
            (CheckNote("card-expired", (("expires_on", "2026-10-15"), ("by", "mrz"))), "Thẻ có giá trị đến 15/10/2026"),
            (CheckNote("codes-differ"), "Hai ảnh có QR của hai thẻ khác nhau."),
            (CheckNote("health-card-differs", (("code", "0100000001"),)), "Mã số trên thẻ BHYT khác mã số đã khai."),
            (CheckNote("old-number", (("old", "012345678"), ("number", "001188000936"))), "012345678 là số cũ"),
            (
                CheckNote("number-structure-sex", (("number", "001188000936"), ("sex", "F"), ("year", "1988"))),
                "Số 001 1 88: nữ, sinh 1988 – nơi khác ghi giới tính khác. Chỉ để nhắc, không dùng để từ chối.",
            ),
        ],
    )
    def test_every_note_has_its_sentence(self, note, said) -> None:
        _, words, _ = note_line(comparing.clean(MAI), note)
        assert words.startswith(said)

    def test_hints_say_what_was_read_and_how_good_the_pictures_are(self) -> None:
        names = {FRONT: "Mặt trước", BACK: "Mặt sau"}
        good = comparing.clean(MAI, hints=((FRONT, PictureHint("tilted", -4.2)),))
        assert [line.words for line in hint_lines(good, names)] == [
            "4,6 điểm ảnh mỗi ô QR",
            "MRZ: 6/6 số kiểm tra đúng",
            "Rõ nét, đủ bốn góc",
            "Nghiêng 4°",
        ]
        bad = comparing.clean(MAI, hints=((BACK, PictureHint("small-code", 1.1)), (FRONT, PictureHint("glare", 0.3))))
        said = [(line.words, line.token) for line in hint_lines(bad, names)][2:]
        assert said == [("Mặt sau: QR quá nhỏ", "incomplete"), ("Mặt trước: lóa", "incomplete")]
