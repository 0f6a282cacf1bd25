# SPDX-License-Identifier: Apache-2.0
"""Form 01 on paper: what stands on it, that it fits on one page, and that its code can be read."""

import unicodedata
from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from officer_desk.domain.records import Changes, FormData
from officer_desk.domain.values import Kind, PictureRole
from officer_desk.errors import Refused
from officer_desk.printing import fonts, form01, payload
from officer_desk.printing.layout import MM, Page, Symbol, Text
from tests.printing import form_samples
from tests.printing.form_samples import child, declared, form_data, load_wording, longest

VIETNAMESE = "".join(
    unicodedata.normalize("NFC", base + modifier + tone)
    for base, modifiers in {
        "a": "\u0302\u0306",
        "e": "\u0302",
        "i": "",
        "o": "\u0302\u031b",
        "u": "\u031b",
        "y": "",
    }.items()
    for modifier in ("", *modifiers)
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
)
"""The twelve vowels in six tones."""
LETTERS = VIETNAMESE + VIETNAMESE.upper() + "đĐ"


def texts_of(pdf: bytes, page: int = 0) -> str:
    """Give the text that a reader of the PDF finds."""
    return str(pypdfium2.PdfDocument(pdf)[page].get_textpage().get_text_range()).replace("\r\n", "\n")


def as_written(page: Page) -> list[str]:
    """Give the runs of text in reading order."""
    return [item.text for item in page.operations if isinstance(item, Text)]


def check_page(page: Page) -> None:
    """No text leaves the margins, meets another text, or comes near the code."""
    boxes: list[tuple[float, float, float, float, str]] = []
    for item in page.operations:
        if isinstance(item, Text):
            end = item.x + fonts.width(item.text, item.font, item.size) + item.spacing * item.text.count(" ")
            boxes.append((item.x, item.y - 0.22 * item.size, end, item.y + 0.98 * item.size, item.text))
        if isinstance(item, Symbol):
            quiet = 3 * item.unit
            side = form01.QR_SIDE
            boxes.append((item.x - quiet, item.y - quiet, item.x + side + quiet, item.y + side + quiet, "the code"))
    width, height = page.size
    for left, low, right, high, text in boxes:
        assert text == "the code" or left >= 30 * MM - 0.1, text
        assert right <= width - 15 * MM + 0.1, text
        assert low >= 20 * MM - 3, text
        assert high <= height - 20 * MM + 6, text
    for one, other in combinations(boxes, 2):
        apart = one[2] <= other[0] + 0.1 or other[2] <= one[0] + 0.1 or one[3] <= other[1] or other[3] <= one[1]
        assert apart, (one[4], other[4])


def test_the_form_says_what_was_declared_in_the_order_of_the_official_form() -> None:
    found = texts_of(form01.render(form_data(), load_wording())).split("\n")
    assert found == [
        "Mẫu số 01/ĐK-GD",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Hà Nội, ngày 15 tháng 11 năm 2026",
        "TỜ KHAI",
        "Đăng ký sử dụng phương thức giao dịch điện tử",
        "trong lĩnh vực bảo hiểm xã hội",
        "Kính gửi: Bảo hiểm xã hội Việt Nam",
        "Tên cơ quan/tổ chức/cá nhân: Hoàng Thị Thu Mai",
        "Mã số bảo hiểm xã hội: 0100007236",
        "Số CCCD/CMND/Hộ chiếu: 001188000936",
        "Địa chỉ liên hệ: Tổ 13, Phường Mai Dịch, Quận Cầu Giấy, Hà Nội",
        "Số chứng thư số của cơ quan, tổ chức, cá nhân:",
        "Tên tổ chức chứng thực chữ ký số:",
        "Thời hạn sử dụng chứng thư số:",
        "Địa chỉ thư điện tử: hoang.thi.thu.mai88@example.com",
        "Điện thoại di động: 0900 093 353",
        "Đăng ký giao dịch tại:",
        "Cổng thông tin điện tử của Bảo hiểm xã hội Việt Nam",
        "Tổ chức I-VAN",
        "Tôi hoàn toàn chịu trách nhiệm trước pháp luật về tính chính xác, trung thực của nội",
        "dung trên và thực hiện theo đúng quy định của pháp luật về giao dịch điện tử trong lĩnh",
        "vực bảo hiểm xã hội./.",
        "NGƯỜI KHAI",
        "(Ký, ghi rõ họ tên)",
        "00090/2026/00101 · bản 1",
    ]


def test_the_version_of_the_consolidated_text_has_its_own_heading() -> None:
    found = texts_of(form01.render(form_data(), load_wording("form01_vbhn_5236")))
    assert "(Ban hành kèm theo công văn số 5236/VBHN-BLĐTBXH)" in found
    assert "Đăng ký sử dụng, điều chỉnh thông tin và ngừng sử dụng" in found
    assert "CƠ QUAN, TỔ CHỨC, CÁ NHÂN" in found


def test_a_childs_form_names_the_guardian_and_the_birth_certificate() -> None:
    found = texts_of(form01.render(child(), load_wording()))
    assert "Cha, mẹ hoặc người giám hộ: Hoàng Thị Thu Mai (mẹ), mã số 0100007236" in found
    assert "Giấy khai sinh số 86/2018" in found


def test_a_change_lists_what_is_to_change() -> None:
    changes = Changes(phone="0912345678", pictures=(PictureRole.PORTRAIT, PictureRole.IDENTITY_FRONT))
    found = texts_of(form01.render(form_data(declared(kind=Kind.CHANGE, changes=changes)), load_wording()))
    assert "Nội dung đề nghị thay đổi:\n– Điện thoại di động: 0912 345 678\n– Ảnh nộp mới: ảnh chân dung, mặt" in found


def test_nothing_of_the_office_stands_on_the_citizens_page() -> None:
    found = texts_of(form01.render(form_data(), load_wording()))
    assert "Trần Thị Mẫu" not in found
    assert "HGĐ" not in found


def test_the_slip_is_a_page_of_its_own() -> None:
    both = form01.render(form_data(), load_wording(), slip=True)
    assert len(pypdfium2.PdfDocument(both)) == 2
    assert "PHIẾU KIỂM SOÁT" not in texts_of(both)
    slip = texts_of(form01.render(form_data(), load_wording(), slip=True, form=False))
    assert slip == texts_of(both, 1)
    for words in (
        "BẢO HIỂM XÃ HỘI QUẬN BA ĐÌNH",
        "PHIẾU KIỂM SOÁT HỒ SƠ",
        "Ngày đăng ký 15/11/2026 08:59",
        "Công dân đến 21/11/2026 14:29",
        "Đối chiếu giấy tờ gốc 3/3 ảnh, 14:32",
        "HGĐ khớp, hỏi 21/11/2026 14:29:41",
        "Cán bộ tiếp nhận Trần Thị Mẫu, quầy 3",
        "Lần in 1 (bản đầu)",
    ):
        assert words in slip


def test_a_reprint_says_so_on_the_slip() -> None:
    slip = texts_of(form01.render(form_data(print_number=3), load_wording(), slip=True, form=False))
    assert "Lần in 3 (bản in lại)" in slip
    assert "bản đầu" not in slip


def test_nothing_chosen_is_refused() -> None:
    with pytest.raises(Refused, match="nothing-to-print"):
        form01.render(form_data(), load_wording(), form=False)


@pytest.mark.parametrize("template", ["form01_dk_gd", "form01_vbhn_5236"])
@pytest.mark.parametrize("kind", list(Kind))
def test_the_longest_declaration_keeps_to_one_page_and_is_whole(kind: Kind, template: str) -> None:
    data = longest(kind)
    pages = form01.compose(data, load_wording(template), slip=True)
    assert len(pages) == 2
    for page in pages:
        check_page(page)
    shown = "".join(as_written(pages[0])).replace(" ", "")
    for value in (data.declared.full_name, data.address_text, data.declared.email or ""):
        assert value.replace(" ", "") in shown


names = st.text(LETTERS + " ", min_size=2, max_size=100)


@settings(max_examples=60, deadline=None)
@given(name=names, address=st.text(LETTERS + " ,/0123456789", max_size=200), kind=st.sampled_from(Kind), data=st.data())
def test_whatever_is_declared_stays_inside_and_never_collides(
    name: str, address: str, kind: Kind, data: st.DataObject
) -> None:
    plain = longest(kind) if data.draw(st.booleans()) else form_data(declared(kind=kind))
    form = replace(plain, declared=replace(plain.declared, full_name=name), address_text=address)
    template = data.draw(st.sampled_from(["form01_dk_gd", "form01_vbhn_5236"]))
    for page in form01.compose(form, load_wording(template), slip=True):
        check_page(page)
        assert "".join(name.split()) in "".join(as_written(page)).replace(" ", "")


@settings(max_examples=12, deadline=None)
@given(name=names, address=st.text(LETTERS + " ", max_size=200))
def test_the_pdf_itself_has_no_letters_upon_each_other(name: str, address: str) -> None:
    form = form_data(declared(full_name=name), address_text=address)
    document = pypdfium2.PdfDocument(form01.render(form, load_wording()))
    assert len(document) == 1
    text = document[0].get_textpage()
    boxes = [(*text.get_charbox(index), index) for index in range(text.count_chars())]
    drawn = sorted(box for box in boxes if box[2] - box[0] > 0.1 and box[3] - box[1] > 0.1)
    for number, (_, low, right, high, index) in enumerate(drawn):
        for left, other_low, _, other_high, other in drawn[number + 1 :]:
            if left >= right:
                break
            # Neighbours in a word may lean over each other, in italics most of all.
            assert abs(index - other) <= 2 or other_low >= high or other_high <= low, (index, other)


def test_all_vietnamese_letters_come_back_from_the_pdf() -> None:
    assert len(set(LETTERS)) == 134 + 12
    for half in (LETTERS[:73], LETTERS[73:]):
        found = texts_of(form01.render(form_data(declared(full_name=half)), load_wording()))
        assert half in found.replace("\n", "")


@pytest.mark.parametrize("form", ["NFD", "NFKD"])
def test_a_decomposed_name_prints_like_a_composed_one(form: str) -> None:
    name = "Nguyễn Thị Ước Ẫm Đặng"
    decomposed = declared(full_name=unicodedata.normalize(form, name))
    assert decomposed.full_name != name
    assert form01.render(form_data(decomposed), load_wording(), slip=True) == form01.render(
        form_data(declared(full_name=name)), load_wording(), slip=True
    )


def test_the_same_declaration_gives_the_same_bytes() -> None:
    once = form01.render(form_data(), load_wording(), slip=True)
    assert once == form01.render(form_data(), load_wording(), slip=True)


def test_the_pdf_is_vietnamese_titled_and_carries_its_fonts() -> None:
    form = form01.render(form_data(), load_wording(), slip=True)
    document = pypdfium2.PdfDocument(form)
    assert document.get_metadata_value("Title") == "TỜ KHAI 00090/2026/00101"
    assert "Mai" not in document.get_metadata_value("Title")
    assert b"/Lang (vi-VN)" in form
    assert b"Helvetica" not in form
    assert form.count(b"/FontFile2") == 3


@pytest.mark.parametrize("data", [form_data(), child(), longest(), longest(Kind.CHANGE)])
def test_the_code_is_read_from_the_page_at_200_dpi(data: FormData) -> None:
    page = pypdfium2.PdfDocument(form01.render(data, load_wording()))[0].render(scale=200 / 72).to_pil()
    codes = [found.text for found in zxingcpp.read_barcodes(page)]
    assert [payload.read(text, form_samples.KEY) for text in codes] == [("00090/2026/00101", 1)]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (datetime(2026, 2, 4, 17, 30, tzinfo=UTC), "ngày 05 tháng 02 năm 2026"),
        (datetime(2026, 3, 9, 16, 59, tzinfo=UTC), "ngày 09 tháng 3 năm 2026"),
        (datetime(2026, 12, 31, 17, 0, tzinfo=UTC), "ngày 01 tháng 01 năm 2027"),
    ],
)
def test_the_date_is_the_day_in_vietnam_written_the_official_way(day: datetime, words: str) -> None:
    assert words in texts_of(form01.render(form_data(declared(submitted_at=day)), load_wording()))


def test_line_breaks_and_odd_spaces_in_a_field_do_not_reach_the_paper() -> None:
    found = texts_of(form01.render(form_data(address_text=" Tổ 13,\n\tPhường\u00a0Mai  Dịch\x07 "), load_wording()))
    assert "Địa chỉ liên hệ: Tổ 13, Phường Mai Dịch\n" in found
