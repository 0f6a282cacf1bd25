# SPDX-License-Identifier: Apache-2.0
"""Codes and numbers: their shapes, and what a text in the quick box may mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from officer_desk.domain import codes
from officer_desk.domain.codes import DeclarationNumber, QuickTerms, quick_terms
from officer_desk.domain.values import IdentityKind

DIGITS = st.text("0123456789", min_size=7, max_size=7)


@pytest.mark.parametrize("code", ["0100000018", "001199000017"])
def test_a_code_has_ten_digits_or_the_twelve_of_the_personal_number(code: str) -> None:
    assert codes.is_insurance_code(code)


@pytest.mark.parametrize(
    "code", ["", "010000001", "01000000181", "0100000018 ", "01000000I8", "٠١٠٠٠٠٠٠١٨", "0100000018\n"]
)
def test_other_texts_are_no_code(code: str) -> None:
    assert not codes.is_insurance_code(code)


@pytest.mark.parametrize(
    ("code", "fits"), [("001", True), ("00101", True), ("0010", False), ("", False), ("0010A", False)]
)
def test_an_office_code_has_three_or_five_digits(code: str, fits: bool) -> None:
    assert codes.is_office_code(code) is fits


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("00017/2026/00101", DeclarationNumber("00017", "", 2026, "00101")),
        ("00018.G/2026/00101", DeclarationNumber("00018", "G", 2026, "00101")),
        ("12345.BD/2020/001", DeclarationNumber("12345", "BD", 2020, "001")),
    ],
)
def test_a_declaration_number_is_taken_apart(text: str, parts: DeclarationNumber) -> None:
    assert codes.parse_number(text) == parts


@pytest.mark.parametrize(
    "text", ["", "17", "00017/26/00101", "00017.X/2026/00101", "00017/2026/0010", "00017/2026/00101/"]
)
def test_other_texts_are_no_declaration_number(text: str) -> None:
    assert codes.parse_number(text) is None


@pytest.mark.parametrize(
    ("kind", "number", "fits"),
    [
        (IdentityKind.CCCD, "001199000017", True),
        (IdentityKind.CCCD, "999999999999", True),  # what its digits say is never a reason to refuse
        (IdentityKind.CCCD, "00119900001", False),
        (IdentityKind.CMND, "012345678", True),
        (IdentityKind.CMND, "001199000017", False),
        (IdentityKind.PASSPORT, "P00000017", True),
        (IdentityKind.PASSPORT, "C0000017", True),
        (IdentityKind.PASSPORT, "AB123", False),
        (IdentityKind.BIRTH_CERTIFICATE, "86/2018", True),
        (IdentityKind.BIRTH_CERTIFICATE, "", False),
    ],
)
def test_an_identity_number_has_the_shape_of_its_paper(kind: IdentityKind, number: str, fits: bool) -> None:
    assert codes.is_identity_number(kind, number) is fits


@pytest.mark.parametrize(
    "typed",
    [
        "0900093353", "0900 093 353", "0900.093.353", "0900-093-353", "+84 900 093 353", "+84900093353", "84900093353",
        "0084 900093353", "+84 (0)900 093 353", "\u202a+84 900\u00a0093\u00a0353\u202c", " 0900093353 ",
        "(0900) 093 353", "0900–093–353",
    ],
)  # fmt: skip
def test_a_phone_is_the_same_however_it_is_typed(typed: str) -> None:
    assert codes.phone(typed) == "0900093353"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("0120", "070"), ("0121", "079"), ("0122", "077"), ("0126", "076"), ("0128", "078"),
        ("0123", "083"), ("0124", "084"), ("0125", "085"), ("0127", "081"), ("0129", "082"),
        ("0162", "032"), ("0163", "033"), ("0164", "034"), ("0165", "035"), ("0166", "036"), ("0167", "037"),
        ("0168", "038"), ("0169", "039"), ("0186", "056"), ("0188", "058"), ("0199", "059"),
    ],
)  # fmt: skip
def test_the_eleven_digit_numbers_of_before_2018_are_converted(old: str, new: str) -> None:
    assert codes.phone(f"{old}0003933") == f"{new}0003933"
    assert codes.phone(f"+84 {old[1:]} 0003933") == f"{new}0003933"


@pytest.mark.parametrize(
    "typed", ["", "090009335", "09000933531", "0243 826 1234", "0161 000 3933", "phone", "0900O93353"]
)
def test_other_texts_are_no_mobile_number(typed: str) -> None:
    assert codes.phone(typed) is None


@given(st.text())
def test_a_phone_that_is_found_stays_the_same(typed: str) -> None:
    found = codes.phone(typed)
    assert found is None or codes.phone(found) == found


@pytest.mark.parametrize("email", ["a@example.com", "hoang.thi-mai+x@mail.example.com", "thư@ví-dụ.vn"])
def test_an_address_that_can_be_one_is_taken(email: str) -> None:
    assert codes.is_email(email)


@pytest.mark.parametrize(
    "email",
    ["", "a", "@example.com", "a@", "a@b", "a b@example.com", "a@exa mple.com", ".a@example.com", "a..b@example.com",
     "a@-example.com", "a@example..com", "a@1.2.3.4", "a@b@example.com", f"{'a' * 65}@example.com",
     f"a@{'b' * 250}.com"],
)  # fmt: skip
def test_an_address_that_cannot_be_one_is_not(email: str) -> None:
    assert not codes.is_email(email)


def test_addresses_are_compared_without_capitals_and_composed() -> None:
    assert codes.email_key("  Thu\u031b@Example.COM ") == codes.email_key("thư@example.com")


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("00017/2026/00101", QuickTerms(number="00017/2026/00101")),
        (" 00018.g / 2026 / 00101 ", QuickTerms(number="00018.G/2026/00101")),
        ("17", QuickTerms(serial="00017")),
        ("00018.G", QuickTerms(serial="00018.G")),
        ("17/2026", QuickTerms(serial="00017")),
        ("0100007236", QuickTerms(codes=("0100007236",))),
        ("0900093353", QuickTerms(codes=("0900093353",), phone="0900093353")),
        ("+84 900.093.353", QuickTerms(phone="0900093353")),
        ("0900 093 353", QuickTerms(codes=("0900093353",), phone="0900093353")),
        ("001188000936", QuickTerms(codes=("001188000936",), id_numbers=("001188000936",))),
        ("001 188 000 936", QuickTerms(codes=("001188000936",), id_numbers=("001188000936",))),
        ("012345678", QuickTerms(id_numbers=("012345678",))),
        ("c0000017", QuickTerms(id_numbers=("C0000017",), words=("c0000017",))),
        ("THU nguyen", QuickTerms(words=("thu", "nguyen"))),
        ("Đỗ  Thị Hoà", QuickTerms(words=("do", "thi", "hoa"))),
        ("", QuickTerms()),
        ("//", QuickTerms()),
    ],
)
def test_what_a_text_of_the_quick_box_may_mean(typed: str, terms: QuickTerms) -> None:
    assert quick_terms(typed) == terms


@pytest.mark.parametrize(
    ("typed", "exact"),
    [("00017/2026/00101", True), ("0100007236", True), ("012345678", True), ("17", False), ("an", False)],
)
def test_only_a_whole_number_or_code_finds_files_of_other_offices(typed: str, exact: bool) -> None:
    assert quick_terms(typed).exact is exact


@given(st.text(max_size=60))
def test_no_text_in_the_quick_box_is_an_error(typed: str) -> None:
    quick_terms(typed)


@given(DIGITS)
def test_the_head_of_a_number_is_what_the_quick_box_finds(digits: str) -> None:
    number = codes.parse_number(f"{digits}/2026/00101")
    assert number is not None
    assert quick_terms(digits).serial == number.head
