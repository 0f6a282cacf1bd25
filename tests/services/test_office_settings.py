# SPDX-License-Identifier: Apache-2.0
"""What the office edits: validated as the program reads it, traced with digests, written whole or not at all."""

import hashlib
import tomllib
from dataclasses import fields, replace

import pytest
from sqlalchemy import select

from officer_desk.domain.records import (
    Actor,
    MessagesDraft,
    MessageText,
    OfficeDraft,
    OfficeTextDraft,
    ReasonGroup,
    ReasonsDraft,
)
from officer_desk.domain.values import Role, Verdict
from officer_desk.errors import Conflict, Refused
from officer_desk.gateways.setting_values import EDITED, ELSEWHERE, MASK
from officer_desk.gateways.texts import FIELDS, MESSAGES, REASONS
from officer_desk.models.tables import TraceEntry
from officer_desk.services import audit, office_settings, offices
from officer_desk.settings import Settings
from tests.conftest import ADMIN

CHIEF = Actor(3, "quan.tri.mau", "Quản Trị Mẫu", Role.ADMINISTRATOR, "00101")
FORM, GUIDANCE = "forms/form01_dk_gd.toml", "forms/guidance.toml"


@pytest.fixture
def save(act):
    """Do an act as the administrator."""
    return lambda service, *args: act(service, *args, by=CHIEF)


@pytest.fixture
def look(ask):
    """Ask as the administrator."""
    return lambda service, *args: ask(service, *args, by=CHIEF)


def rows(office) -> list[TraceEntry]:
    with office.database.reading() as session:
        return list(session.scalars(select(TraceEntry).order_by(TraceEntry.id)))


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def with_sms(texts: tuple[MessageText, ...], occasion: str, sms: str) -> MessageText:
    return replace(next(text for text in texts if text.occasion == occasion), sms=sms)


@pytest.mark.parametrize(
    "service", [office_settings.messages, office_settings.reasons, office_settings.values], ids=lambda s: s.__name__
)
def test_only_an_administrator_sees_and_edits_them(ask, supervisor, service) -> None:
    with pytest.raises(Refused, match="may-not"):
        ask(service, by=supervisor)


# --- messages ------------------------------------------------------------------------------------------------------


def test_an_edited_message_is_in_force_at_once_and_the_others_stay(save, look, office) -> None:
    found, texts = look(office_settings.messages)
    assert found.own is False
    edited = with_sms(texts, "rejected", "BHXH Ba Đình: {number} không được duyệt, lý do: {reasons}. {office_phone}")
    saved = save(office_settings.save_messages, MessagesDraft((edited,), found.digest))
    library = office.gateways.texts
    assert library.template("rejected").sms == edited.sms
    assert library.template("approved") == type(library.template("approved"))(
        *(getattr(next(t for t in texts if t.occasion == "approved"), part) for part in ("sms", "subject", "email"))
    )
    assert library.read(MESSAGES).startswith("# Tin nhắn")
    entry = rows(office)[-1]
    assert (entry.act, entry.subject) == ("change-text", MESSAGES)
    assert entry.facts == {"before": "-", "after": sha(library.read(MESSAGES))}
    assert saved.digest == entry.facts["after"]
    assert office.ask(office.context(ADMIN), audit.verify).intact


@pytest.mark.parametrize(
    ("sms", "reason"),
    [
        ("  ", "text-empty"),
        ("Hồ sơ {numbr}: {reasons}", "text-placeholder"),
        ("Hồ sơ {number", "text-braces"),
        ("Hồ sơ {number!r} {reasons}", "text-braces"),
        ("Hồ sơ {number:>999999999} {reasons}", "text-braces"),
        ("Hồ sơ {number.__class__} {reasons}", "text-placeholder"),
        ("Hồ sơ {0} {reasons}", "text-placeholder"),
        ("Hồ sơ {number}", "text-needs"),
        ("{reasons} {password}", "text-not-here"),
        ("{reasons} {due_on}", "text-not-here"),
        ("{reasons}" + "x" * 700, "text-too-long"),
    ],
)
def test_a_message_that_could_not_be_sent_is_refused_and_nothing_is_written(save, look, office, sms, reason) -> None:
    found, texts = look(office_settings.messages)
    before = len(rows(office))
    with pytest.raises(Refused, match=reason) as refused:
        save(office_settings.save_messages, MessagesDraft((with_sms(texts, "rejected", sms),), found.digest))
    assert refused.value.facts["where"] == "rejected.sms"
    assert len(rows(office)) == before
    assert office.gateways.texts.own(MESSAGES) is None


def test_a_subject_has_one_line(save, look) -> None:
    found, texts = look(office_settings.messages)
    edited = replace(texts[0], subject="Thông báo\nBcc: ai@example.com")
    with pytest.raises(Refused, match="text-lines"):
        save(office_settings.save_messages, MessagesDraft((edited,), found.digest))


def test_an_office_copy_without_a_later_occasion_gets_the_shipped_text(save, look, office) -> None:
    found, texts = look(office_settings.messages)
    save(office_settings.save_messages, MessagesDraft((texts[0],), found.digest))
    path = office.settings.data_dir / MESSAGES
    path.write_text(path.read_text("utf-8").split("[changed]")[0].split("[supplement]")[0], "utf-8")
    assert "{reasons}" in office.gateways.texts.template("supplement").sms
    assert {text.occasion for text in look(office_settings.messages)[1]} == {text.occasion for text in texts}


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(save, look) -> None:
    found, texts = look(office_settings.messages)
    edited = replace(texts[0], subject="Một")
    save(office_settings.save_messages, MessagesDraft((edited,), found.digest))
    with pytest.raises(Conflict, match="text-changed"):
        save(office_settings.save_messages, MessagesDraft((replace(texts[0], subject="Hai"),), found.digest))
    assert look(office_settings.messages)[1][0].subject == "Một"


def test_a_write_that_fails_takes_its_trace_back(save, look, office) -> None:
    found, texts = look(office_settings.messages)
    (office.settings.data_dir / "texts").mkdir()
    (office.settings.data_dir / MESSAGES).mkdir()
    before = len(rows(office))
    with pytest.raises(Refused, match="file-unwritable"):
        save(office_settings.save_messages, MessagesDraft((replace(texts[0], subject="Mới"),), found.digest))
    assert len(rows(office)) == before


def test_the_shipped_text_comes_back(save, look, office) -> None:
    found, texts = look(office_settings.messages)
    saved = save(office_settings.save_messages, MessagesDraft((replace(texts[0], subject="Mới"),), found.digest))
    back = save(office_settings.restore, MESSAGES, saved.digest)
    assert (back.own, back.digest) == (False, found.digest)
    assert not (office.settings.data_dir / MESSAGES).exists()
    assert rows(office)[-1].facts == {"before": saved.digest, "after": "-"}


def test_the_same_save_sent_twice_is_done_once(office, look) -> None:
    found, texts = look(office_settings.messages)
    context = office.context(CHIEF)
    draft = MessagesDraft((replace(texts[0], subject="Mới"),), found.digest)
    first, _ = office.act(context, office_settings.save_messages, draft)
    again, _ = office.act(context, office_settings.save_messages, draft)
    assert first.digest == again.digest
    assert sum(row.act == "change-text" for row in rows(office)) == 1


# --- reasons -------------------------------------------------------------------------------------------------------


def test_the_catalogue_is_kept_in_the_order_given(save, look, office) -> None:
    found, groups = look(office_settings.reasons)
    mine = ReasonGroup("invalid", "Ảnh", ("Ảnh mờ", "Ảnh chụp màn hình."))
    rest = tuple(group for group in groups if group.verdict != "invalid")
    save(office_settings.save_reasons, ReasonsDraft((mine, *rest), found.digest))
    read = office.gateways.texts.reasons(Verdict.INVALID)
    assert [(r.group, r.text) for r in read] == [("Ảnh", "Ảnh mờ"), ("Ảnh", "Ảnh chụp màn hình")]
    assert office.gateways.texts.reasons(Verdict.INCOMPLETE)
    assert tomllib.loads(office.gateways.texts.read(REASONS))["withdraw"]


@pytest.mark.parametrize(
    ("groups", "reason"),
    [
        ((ReasonGroup("invalid", "Ảnh", ("Ảnh mờ", " ")),), "reason-empty"),
        ((ReasonGroup("invalid", " ", ("Ảnh mờ",)),), "reason-empty"),
        ((ReasonGroup("invalid", "Ảnh", ("Ảnh mờ",)), ReasonGroup("invalid", "Khác", ("ảnh mờ.",))), "reason-twice"),
        ((ReasonGroup("invalid", "Ảnh", ()),), "reasons-none"),
        ((ReasonGroup("invalid", "Ảnh", ("x" * 121,)),), "reason-too-long"),
        ((ReasonGroup("invalid", "Ảnh", ("Ảnh mờ",)),), "reasons-none"),
    ],
)
def test_a_catalogue_that_does_not_fit_is_refused(save, look, office, groups, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        save(office_settings.save_reasons, ReasonsDraft(groups, look(office_settings.reasons)[0].digest))
    assert office.gateways.texts.own(REASONS) is None


# --- forms ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", office_settings.FORMS)
def test_every_wording_can_be_edited_and_comes_back(save, look, office, name: str) -> None:
    found = look(office_settings.text_of, name)
    edited = found.text + "\n# của cơ quan\n"
    saved = save(office_settings.save_form, OfficeTextDraft(name, edited, found.digest))
    assert office.gateways.texts.read(name) == edited
    assert save(office_settings.restore, name, saved.digest).text == found.text


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        (FORM, "title =", "titel ="),
        (FORM, "{place}, ngày", "{nơi}, ngày"),
        (FORM, 'motto = "', "motto = "),
        (GUIDANCE, "{code}", "{mã}"),
        ("forms/control_slip.toml", "[kinds]", "[kins]"),
    ],
)
def test_a_wording_that_the_printer_could_not_read_is_refused(save, look, office, name, before, after) -> None:
    found = look(office_settings.text_of, name)
    assert before in found.text
    with pytest.raises(Refused, match="form-wording-broken"):
        save(office_settings.save_form, OfficeTextDraft(name, found.text.replace(before, after, 1), found.digest))
    assert office.gateways.texts.own(name) is None


@pytest.mark.parametrize("name", ["../settings.toml", "office.key", "texts/../office.key", "/etc/passwd", MESSAGES])
def test_only_wording_files_are_written(save, look, name: str) -> None:
    with pytest.raises(Refused, match="text-unknown"):
        save(office_settings.save_form, OfficeTextDraft(name, "x", ""))


# --- office --------------------------------------------------------------------------------------------------------


def test_the_offices_data_stand_in_messages_and_the_trace_names_only_what_changed(save, ask, office) -> None:
    draft = OfficeDraft("00101", " BHXH  quận Ba Đình ", "Số 7 Liễu Giai", "024 3762 1234")
    saved = save(office_settings.change_office, draft)
    assert (saved.name, saved.address, saved.phone) == ("BHXH quận Ba Đình", "Số 7 Liễu Giai", "024 3762 1234")
    with office.database.reading() as session:
        told = offices.message_fields(session, "00101")
    assert told == {
        "office": "BHXH quận Ba Đình",
        "office_address": "Số 7 Liễu Giai",
        "office_phone": "024 3762 1234",
    }
    assert set(told) < set(FIELDS)
    assert {"address", "phone"} <= set(rows(office)[-1].facts["changed"])


@pytest.mark.parametrize(
    ("draft", "reason"),
    [
        (OfficeDraft("00101", " ", "", ""), "office-name-missing"),
        (OfficeDraft("00101", "BHXH", "x" * 201, ""), "office-field-too-long"),
        (OfficeDraft("00101", "BHXH", "", "gọi bà Tư"), "office-phone-shape"),
        (OfficeDraft("99999", "BHXH", "", ""), "office-unknown"),
    ],
)
def test_office_data_that_do_not_fit_are_refused(save, draft: OfficeDraft, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        save(office_settings.change_office, draft)


# --- settings ------------------------------------------------------------------------------------------------------


def test_a_saved_setting_counts_at_once_and_comments_stay(save, office) -> None:
    file = office.settings.data_dir / "settings.toml"
    file.write_text("# của cơ quan\nremind_day = 7 # ngày\n", "utf-8")
    save(office_settings.save_values, {"undo_seconds": "30"})
    assert office.settings.undo_seconds == 30
    assert office.settings.remind_day == 7
    assert file.read_text("utf-8").startswith("# của cơ quan\nremind_day = 7 # ngày\n")
    assert rows(office)[-1].facts["changed"] == {"undo_seconds": 30}


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ({"undo_seconds": "301"}, "undo_seconds"),
        ({"undo_seconds": "-1"}, "undo_seconds"),
        ({"idle_minutes": "mười"}, "idle_minutes"),
        ({"form_template": "form02"}, "form_template"),
        ({"mail_url": "http://mail"}, "mail_url"),
        ({"mail_url": "smtp://"}, "mail_url"),
        ({"mail_url": "hop-thu"}, "mail_url"),
        ({"mail_from": "bhxh"}, "mail_from"),
        ({"mail_from": "a@b.vn\nBcc: c@d.vn"}, "mail_from"),
        ({"sms_url": "ftp://x"}, "sms_url"),
        ({"sms_method": "DELETE"}, "sms_method"),
        ({"sms_url": "https://sms.example.vn", "sms_headers": "khong co dau hai cham"}, "sms_headers"),
        ({"data_dir": "/tmp"}, "data_dir"),
        ({"theme": "dark"}, "theme"),
    ],
)
def test_a_setting_that_does_not_fit_is_refused_by_name_and_none_is_written(save, office, typed, name: str) -> None:
    with pytest.raises(Refused) as refused:
        save(office_settings.save_values, {"remind_day": "5", **typed})
    assert refused.value.facts["name"] == name
    assert not (office.settings.data_dir / "settings.toml").exists()


def test_secrets_are_masked_kept_when_masked_and_never_traced(save, look, office) -> None:
    url, token = "smtp://bhxh:mat%40khau-that@mail.example.vn:587", "token-that-su"
    typed = {"mail_url": url, "sms_url": "https://sms.example.vn/gui", "sms_token": token}
    shown = {value.name: value.shown for value in save(office_settings.save_values, typed)}
    assert shown["mail_url"] == f"smtp://bhxh:{MASK}@mail.example.vn:587"
    assert shown["sms_token"] == MASK
    save(office_settings.save_values, {"mail_url": shown["mail_url"].replace("587", "25"), "sms_token": MASK})
    assert office.settings.mail_url == url.replace("587", "25")
    assert office.settings.sms_token == token
    told = " ".join(str(row.facts) for row in rows(office))
    assert "mat%40khau" not in told
    assert token not in told
    assert "token" not in repr(look(office_settings.values)).replace("sms_token", "").replace("{token}", "")


def test_a_broken_settings_file_is_left_alone(save, office) -> None:
    file = office.settings.data_dir / "settings.toml"
    file.write_text("undo_seconds = ", "utf-8")
    with pytest.raises(Refused, match="settings-file-broken"):
        save(office_settings.save_values, {"undo_seconds": "30"})
    assert file.read_text("utf-8") == "undo_seconds = "


def test_every_setting_has_a_field_or_a_reason_why_not() -> None:
    known = {field.name for field in fields(Settings)}
    assert known == set(EDITED) | set(ELSEWHERE)
    assert not set(EDITED) & set(ELSEWHERE)


def test_a_copy_broken_by_hand_is_named_to_whoever_meets_it(office) -> None:
    path = office.settings.data_dir / MESSAGES
    path.parent.mkdir()
    path.write_text(office.gateways.texts.read(MESSAGES).replace("{reasons}", "{resaons}"), "utf-8")
    with pytest.raises(Refused, match="text-broken") as refused:
        office.gateways.texts.template("rejected")
    assert refused.value.facts == {"file": MESSAGES, "what": "rejected.sms {resaons}"}


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ({"mail_url": f"smtp://bhxh:{MASK}@other.example.vn:587"}, "mail_url"),
        ({"sms_url": "https://other.example.vn/gui"}, "sms_token"),
        ({"sms_url": "https://other.example.vn/gui", "sms_token": MASK}, "sms_token"),
    ],
)
def test_a_secret_that_nobody_typed_never_goes_to_another_server(save, office, typed, name: str) -> None:
    url, token = "smtp://bhxh:that@mail.example.vn:587", "token-that-su"
    first = {"mail_url": url, "sms_url": "https://sms.example.vn/gui", "sms_token": token}
    save(office_settings.save_values, first)
    with pytest.raises(Refused, match="setting-secret-elsewhere") as refused:
        save(office_settings.save_values, typed)
    assert refused.value.facts["name"] == name
    assert office.settings.mail_url == url
    save(office_settings.save_values, {"sms_url": "https://sms.example.vn/gui2"})
    save(office_settings.save_values, {"sms_url": "https://other.example.vn/gui", "sms_token": "moi"})
    assert office.settings.sms_token == "moi"
