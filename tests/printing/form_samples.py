# SPDX-License-Identifier: Apache-2.0
"""Synthetic form data for the tests of the printer."""

from dataclasses import replace
from datetime import UTC, date, datetime

from officer_desk import resources
from officer_desk.domain.records import (
    Address,
    Certificate,
    Changes,
    Declared,
    FormData,
    Guardian,
    Identity,
    OfficeRecord,
)
from officer_desk.domain.values import Channel, HgdAnswer, IdentityKind, Kind, PictureRole
from officer_desk.gateways.texts import TextLibrary
from officer_desk.printing import payload, wording
from officer_desk.printing.wording import FormWording

KEY = b"a key of the tests, 32 bytes lon"


def load_wording(template: str = "form01_dk_gd") -> FormWording:
    """Give a shipped version of the form."""
    return wording.load(TextLibrary(resources.folder()).read, template)


def declared(**changed: object) -> Declared:
    """Give a plain registration, with some fields replaced."""
    plain = Declared(
        number="00090/2026/00101",
        kind=Kind.REGISTRATION,
        channel=Channel.MOBILE,
        submitted_at=datetime(2026, 11, 15, 1, 59, 17, tzinfo=UTC),
        office_code="00101",
        insurance_code="0100007236",
        full_name="Hoàng Thị Thu Mai",
        identity=Identity(IdentityKind.CCCD, "001188000936", population_verified=False),
        address=Address("2020", "01", "005", "00163", "Tổ 13"),
        phone="0900093353",
        email="hoang.thi.thu.mai88@example.com",
        wants_email_copy=True,
        certificate=None,
        guardian=None,
        changes=None,
    )
    return replace(plain, **changed)  # type: ignore[arg-type] - names are checked by `replace` itself


def form_data(what: Declared | None = None, **changed: object) -> FormData:
    """Give everything that stands on a form, with some fields replaced."""
    shown = what or declared()
    plain = FormData(
        declared=shown,
        address_text="Tổ 13, Phường Mai Dịch, Quận Cầu Giấy, Hà Nội",
        office=OfficeRecord("00101", "BHXH quận Ba Đình", "001", "BHXH thành phố Hà Nội"),
        place="Hà Nội",
        data_version=1,
        payload=payload.make(shown.number, 1, KEY),
        received_at=datetime(2026, 11, 21, 7, 29, tzinfo=UTC),
        compared="3/3 ảnh, 14:32",
        hgd=HgdAnswer.MATCH,
        hgd_asked_at=datetime(2026, 11, 21, 7, 29, 41, tzinfo=UTC),
        officer="Trần Thị Mẫu, quầy 3",
        print_number=1,
        printed_at=datetime(2026, 11, 21, 7, 33, tzinfo=UTC),
    )
    return replace(plain, **changed)  # type: ignore[arg-type] - names are checked by `replace` itself


def child() -> FormData:
    """Give a child's form."""
    return form_data(
        declared(
            kind=Kind.CHILD,
            full_name="Hoàng An Nhi",
            identity=Identity(IdentityKind.BIRTH_CERTIFICATE, "86/2018", population_verified=True),
            guardian=Guardian("0100007236", "Hoàng Thị Thu Mai", "mẹ"),
            email=None,
        )
    )


def longest(kind: Kind = Kind.REGISTRATION) -> FormData:
    """Give the longest form that intake lets in."""
    name = " ".join(["Nguyễn Phước Trường Sương"] * 4)[:100].strip()
    address = Address("2020", "79", "784", "27559", "Ấp " + "Thượng " * 27)
    text = f"{address.street.strip()}, Xã Trung Chánh, Huyện Hóc Môn, Thành phố Hồ Chí Minh"
    mail = f"{'nguyen.phuoc.truong.suong.' * 2}thu@{'phong-tiep-nhan.' * 6}example.com"
    shown = declared(
        kind=kind,
        full_name=name,
        address=address,
        email=mail,
        certificate=Certificate("5401" + "A7" * 18, f"Công ty {name}", date(2026, 1, 1), date(2028, 12, 31)),
        guardian=Guardian("0100007236", name, "người giám hộ") if kind is Kind.CHILD else None,
        changes=None
        if kind is not Kind.CHANGE
        else Changes(
            phone="0912345678",
            email=mail,
            address=address,
            full_name=name,
            identity=Identity(IdentityKind.PASSPORT, "C1234567", population_verified=False),
            pictures=tuple(PictureRole),
        ),
    )
    return form_data(shown, address_text=text, print_number=12)
