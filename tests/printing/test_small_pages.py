# SPDX-License-Identifier: Apache-2.0
"""The A5 pages: guidance for a citizen without a code, recovery codes for an officer."""

from datetime import UTC, date, datetime

import pypdfium2

from officer_desk import resources
from officer_desk.domain.values import Kind
from officer_desk.gateways.texts import TextLibrary
from officer_desk.printing import guidance, recovery_codes
from tests.printing.form_samples import child, declared, longest

WORDING = guidance.load(TextLibrary(resources.folder()).read)


def texts_of(pdf: bytes) -> str:
    """Give the text of a PDF with one A5 page."""
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 1
    assert [round(side) for side in document[0].get_size()] == [420, 595]
    return " ".join(str(document[0].get_textpage().get_text_range()).split())


def test_the_guidance_names_file_and_code_and_says_it_is_no_refusal() -> None:
    found = texts_of(guidance.render(declared(), "BHXH quận Ba Đình", date(2026, 11, 21), WORDING))
    assert "BẢO HIỂM XÃ HỘI QUẬN BA ĐÌNH" in found
    assert "HƯỚNG DẪN CẤP MÃ SỐ BHXH" in found
    assert "Kính gửi: ông/bà Hoàng Thị Thu Mai Hồ sơ số: 00090/2026/00101" in found
    assert "Mã số 0100007236 chưa có trong dữ liệu hộ gia đình" in found
    assert "không phải là từ chối" in found
    assert "1. Nộp TK1-TS tại quầy 5. 2. Nhận mã số BHXH." in found


def test_the_guidance_for_a_child_speaks_to_the_guardian() -> None:
    found = texts_of(guidance.render(child().declared, "BHXH quận Ba Đình", date(2026, 11, 21), WORDING))
    assert "cha, mẹ hoặc người giám hộ của Hoàng An Nhi" in found


def test_the_longest_guidance_stays_on_its_page() -> None:
    page = guidance.compose(longest(Kind.CHILD).declared, "BHXH thành phố " * 6, date(2026, 11, 21), WORDING)
    assert min(item.y for item in page.operations if hasattr(item, "y")) >= 30


def test_the_recovery_codes_are_all_there_with_whose_they_are() -> None:
    codes = [f"K{number}7Q-M4XR-9T{number}" for number in range(10)]
    moment = datetime(2026, 11, 21, 7, 33, tzinfo=UTC)
    found = texts_of(recovery_codes.render("mau.tran", "BHXH quận Ba Đình", codes, moment))
    assert all(code in found for code in codes)
    assert "Tên đăng nhập: mau.tran In lúc: 21/11/2026 14:33" in found
