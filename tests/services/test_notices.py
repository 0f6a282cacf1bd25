# SPDX-License-Identifier: Apache-2.0
"""Texts to citizens, and the messages that no decision sends."""

import pytest

from officer_desk.domain.messages import segments, unaccent
from officer_desk.domain.values import MessageChannel
from officer_desk.gateways.texts import MESSAGES, parse_messages
from officer_desk.models.tables import Declaration
from officer_desk.services import notices
from tests import building as b
from tests.servers import outgoing as out

FIELDS = {
    "number": "00018.G/2026/00101",
    "full_name": "Nguyễn Thị Hoàng Phương Thảo",
    "login": "010000723612",
    "password": "ab3de5gh",
    "reasons": "Ảnh mặt trước bị mờ",
    "office": "BHXH quận Ba Đình",
    "office_address": "142 Đội Cấn, phường Đội Cấn",
    "office_phone": "024 3834 9999",
    "due_on": "30/11/2026",
}


@pytest.fixture
def texts(office) -> dict[str, tuple[str, str, str]]:
    """Every occasion's texts, filled in: SMS, subject, e-mail."""
    found = parse_messages(office.gateways.texts.read_shipped(MESSAGES))
    return {
        occasion: (
            unaccent(template.sms.format(**FIELDS)),
            template.subject.format(**FIELDS),
            template.email.format(**FIELDS),
        )
        for occasion, template in found.items()
    }


def test_every_sms_travels_in_one_part_without_marks(texts) -> None:
    assert {"approved", "rejected", "changed", "changed-old", "reminder", "received", "reopened"} <= set(texts)
    for occasion, (sms, subject, _mail) in texts.items():
        assert (segments(sms), sms.isascii(), "?" in sms) == (1, True, False), occasion
        assert "\n" not in subject


def test_line_40_the_first_password_is_to_be_changed_and_then_every_six_months(texts) -> None:
    sms, _subject, mail = texts["approved"]
    assert "doi mat khau khi dang nhap lan dau va 6 thang/lan" in sms
    assert "đổi mật khẩu khi đăng nhập lần đầu và ít nhất 06 tháng một lần" in mail


def test_line_42_who_is_refused_hears_how_to_correct_it_or_where_to_go(texts) -> None:
    sms, _subject, mail = texts["rejected"]
    assert "den co quan BHXH gan nhat de dang ky lai" in sms
    assert "hoàn chỉnh thông tin rồi đăng ký lại, hoặc đến cơ quan BHXH nơi gần nhất" in mail


def test_line_61_the_receipt_tells_number_place_and_day_and_brings_the_declaration(office, officer, tmp_path) -> None:
    out.set_up(office, mail_url=str(tmp_path / "mail"))
    b.take_one(office, officer, b.declaration("00018/2026/00101", wants_email_copy=True))
    (receipt,) = out.messages(office)
    assert (receipt.template, receipt.channel, receipt.attachment) == ("received", MessageChannel.EMAIL, "form01")
    body = office.gateways.keys.unseal("outbox", receipt.body)
    for told in ("00018/2026/00101", "30/11/2026", "Ba Đình", "Tờ khai gửi kèm"):
        assert told in body
    assert out.go(office).sent == 1
    assert b"application/pdf" in next((tmp_path / "mail").iterdir()).read_bytes()


def test_line_61_who_did_not_ask_or_whose_days_are_over_gets_no_receipt(office, officer) -> None:
    b.take_one(office, officer, b.declaration("00018/2026/00101"))
    late = "2026-11-10T09:00:00+07:00"
    b.take_one(office, officer, b.declaration("00019/2026/00101", b.HAI, wants_email_copy=True, submitted_at=late))
    assert out.messages(office) == []


def test_line_43_the_reminder_tells_the_last_day_and_what_to_bring_on_both_ways(office, officer) -> None:
    record = b.take_one(office, officer, b.declaration("00018/2026/00101"))

    def remind(session, context) -> None:
        notices.remind(session, context, session.get_one(Declaration, record.id))

    office.act(office.context(officer), remind)
    sms, mail = out.messages(office)
    for message in (sms, mail):
        body = office.gateways.keys.unseal("outbox", message.body)
        assert "30/11/2026" in body
        assert "00018/2026/00101" in body
    assert (sms.segments, mail.attachment) == (1, None)
    assert "bản gốc" in office.gateways.keys.unseal("outbox", mail.body)
