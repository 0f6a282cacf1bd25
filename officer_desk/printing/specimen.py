# SPDX-License-Identifier: Apache-2.0
"""A form about nobody: what previews of wording are drawn with."""

from datetime import UTC, datetime

from officer_desk.domain.records import Address, Declared, FormData, Identity, OfficeRecord
from officer_desk.domain.values import Channel, HgdAnswer, IdentityKind, Kind
from officer_desk.printing import payload

_KEY = b"nobody's key, for specimens only"
_MOMENT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


def declared() -> Declared:
    """Give the declaration of a person whom there is not."""
    return Declared(
        number="00000/2026/00000",
        kind=Kind.REGISTRATION,
        channel=Channel.PORTAL,
        submitted_at=_MOMENT,
        office_code="00000",
        insurance_code="0100000000",
        full_name="Nguyễn Thị Ví Dụ",
        identity=Identity(IdentityKind.CCCD, "001000000000", population_verified=False),
        address=Address("2025", "01", None, "00004", "Số 1 phố Thí Dụ"),
        phone="0900000000",
        email="vi.du@example.com",
        wants_email_copy=False,
        certificate=None,
        guardian=None,
        changes=None,
    )


def form_data(office: OfficeRecord, place: str) -> FormData:
    """Give everything that stands on a form and its slip; the QR code opens nothing."""
    shown = declared()
    return FormData(
        declared=shown,
        address_text="Số 1 phố Thí Dụ, Phường Ba Đình, Hà Nội",
        office=office,
        place=place,
        data_version=1,
        payload=payload.make(shown.number, 1, _KEY),
        received_at=_MOMENT,
        compared="3/3 ảnh, 09:00",
        hgd=HgdAnswer.MATCH,
        hgd_asked_at=_MOMENT,
        officer="–",
        print_number=1,
        printed_at=_MOMENT,
    )
