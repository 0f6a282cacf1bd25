# SPDX-License-Identifier: Apache-2.0
"""«Thay đổi thông tin»: what differs from the account as it is now, applied at once, told to old and new contact."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from officer_desk.domain.records import (
    Actor,
    DeclarationRecord,
    Difference,
    MessagePreview,
    ReopenDraft,
    TakeBackDraft,
)
from officer_desk.domain.values import State
from officer_desk.errors import Conflict, Refused
from officer_desk.models.tables import Account, AccountChange, OutboxMessage
from officer_desk.services import account_records, assessments, holding, issuing, reopening
from officer_desk.settings import SettingsSource
from tests import building as b

A, B, C = "00017/2026/00101", "00018/2026/00101", "00019/2026/00101"
OLD_PHONE, NEW_PHONE = "0900093353", "0900094939"
ADDRESS = {"scheme": "2020", "province": "01", "district": "005", "commune": "00163", "street": "Số 9 phố Mẫu"}
EVERYTHING = {
    "phone": NEW_PHONE,
    "email": "moi@example.com",
    "address": ADDRESS,
    "full_name": "Hoàng Thị Thu Mây",
    "identity": {"kind": "passport", "number": "C1234567", "population_verified": False},
}
PORTRAIT = {"portrait": "mới.jpg"}


@pytest.fixture
def registered(office, officer) -> DeclarationRecord:
    """Mai's registration, approved."""
    return b.approve(office, officer, b.take_one(office, officer, b.declaration(A))).declaration


@pytest.fixture
def ask_for(office, officer, registered) -> Callable[..., DeclarationRecord]:
    """Import a change of Mai's account and open its file."""

    def take(number: str = B, brought: dict[str, str] | None = None, **changes: Any) -> DeclarationRecord:
        files = brought or {}
        wanted = {**changes, **({"pictures": list(files)} if files else {})}
        return b.take_one(office, officer, b.declaration(number, kind="change", changes=wanted, pictures=files))

    return take


@pytest.fixture
def confirm(office, officer) -> Callable[..., DeclarationRecord]:
    """Record a change as valid, as the screen does: upon the account that was seen."""

    def do(record: DeclarationRecord, **other: Any) -> DeclarationRecord:
        seen = 0 if record.account is None else record.account.version
        draft = {"compared": record.required, "seen_account_version": seen, **other}
        return b.approve(office, officer, record, **draft).declaration

    return do


def fields(differences: tuple[Difference, ...]) -> dict[str, tuple[str, str]]:
    return {d.field: (d.old, d.new) for d in differences if d.role is None}


def the_account(office) -> Account:
    with office.database.reading() as session:
        return session.scalars(select(Account).where(Account.status != "cancelled")).one()


def told(office, since: int) -> list[tuple[str, str, str]]:
    """Give occasion, address and text of the messages after the first ones."""
    with office.database.reading() as session:
        found = session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()[since:]
    return [(m.template, m.address, office.gateways.keys.unseal("outbox", m.body)) for m in found]


def move_account(office, by: Actor, declaration_id: int, **values: Any) -> None:
    """Change the account elsewhere, as taking a decision back does."""

    def move(session, context) -> None:
        account = session.scalars(select(Account)).one()
        before, after = account_records.what_differs(account_records.account_values(account), values)
        issuing.put_back(session, account, after)
        issuing.note(session, context, account, declaration_id, "taken-back", before=before, after=after)

    office.act(office.context(by), move)


class TestWhatDiffers:
    def test_only_what_the_account_has_not_already_is_a_change(self, ask_for) -> None:
        record = ask_for(phone=NEW_PHONE, email="MAI@example.com", full_name="Hoàng Thị Thu Mai")
        assert record.differences == (Difference("phone", OLD_PHONE, NEW_PHONE),)

    def test_a_file_that_asks_for_what_is_there_differs_in_nothing(self, ask_for) -> None:
        assert ask_for(phone=OLD_PHONE).differences == ()

    def test_the_old_value_is_the_accounts_and_not_what_the_package_says(self, ask_for, confirm) -> None:
        confirm(ask_for(phone=NEW_PHONE))
        later = ask_for(C, phone="0900000042")
        assert later.declared.phone == OLD_PHONE
        assert fields(later.differences) == {"phone": (NEW_PHONE, "0900000042")}

    def test_every_field_is_shown_old_and_new(self, ask_for) -> None:
        record = ask_for(brought={**PORTRAIT, "identity_front": "trang.jpg"}, **EVERYTHING)
        shown = fields(record.differences)
        assert shown["full_name"] == ("Hoàng Thị Thu Mai", "Hoàng Thị Thu Mây")
        assert shown["id_kind"] == ("cccd", "passport")
        assert shown["id_number"] == ("001188000936", "C1234567")
        assert shown["email"] == ("mai@example.com", "moi@example.com")
        assert [value.split(",")[0] for value in shown["address"]] == ["Tổ 13", "Số 9 phố Mẫu"]
        assert [d.role for d in record.differences if d.role] == [b.PORTRAIT, b.FRONT]

    def test_pictures_are_compared_with_those_of_the_last_approved_file(self, registered, ask_for, confirm) -> None:
        first = ask_for(brought=PORTRAIT)
        (difference,) = first.differences
        had = {picture.role: picture.sha256 for picture in registered.pictures}
        assert difference.old_picture is not None
        assert difference.new_picture is not None
        assert difference.old_picture.sha256 == had[b.PORTRAIT]
        assert difference.new_picture.sha256 == first.pictures[0].sha256
        confirm(first)
        (again,) = ask_for(C, brought=PORTRAIT).differences
        assert again.old_picture is not None
        assert again.old_picture.sha256 == first.pictures[0].sha256

    def test_a_refused_change_leaves_the_picture_in_use_as_it_was(self, office, officer, registered, ask_for) -> None:
        refused = ask_for(brought=PORTRAIT)
        office.act(office.context(officer), assessments.record, b.invalid(refused, "Ảnh mờ"))
        (difference,) = ask_for(C, brought=PORTRAIT).differences
        had = {picture.role: picture.sha256 for picture in registered.pictures}
        assert difference.old_picture is not None
        assert difference.old_picture.sha256 == had[b.PORTRAIT]

    def test_an_approved_change_shows_what_it_changed(self, ask_for, confirm) -> None:
        record = ask_for(phone=NEW_PHONE, email="mai@example.com")
        done = confirm(record)
        assert done.differences == record.differences
        assert done.changed_at is not None
        assert record.changed_at is None

    def test_without_an_account_everything_is_new(self, office, officer) -> None:
        data = b.declaration(B, kind="change", changes={"phone": NEW_PHONE}, pictures={})
        record = b.take_one(office, officer, data)
        assert record.account is None
        assert fields(record.differences) == {"phone": ("", NEW_PHONE)}


class TestApplying:
    def test_all_fields_are_changed_in_one_step_that_tells_before_and_after(
        self, office, registered, ask_for, confirm
    ) -> None:
        wanted = {**EVERYTHING, "full_name": "Hoàng Thị Thu Mai"}
        record = ask_for(brought=PORTRAIT, **wanted)
        confirm(record)
        account = the_account(office)
        assert (account.phone, account.email, account.email_key) == (NEW_PHONE, "moi@example.com", "moi@example.com")
        assert (account.id_kind.value, account.id_number) == ("passport", "C1234567")
        assert account.address == ADDRESS
        with office.database.reading() as session:
            step = session.scalars(select(AccountChange).where(AccountChange.what == "changed")).one()
        assert step.before is not None
        assert step.after is not None
        assert set(step.before) == {"phone", "email", "address", "id_kind", "id_number", "pictures"}
        assert step.after["pictures"] == {"portrait": record.pictures[0].sha256}
        had = {picture.role: picture.sha256 for picture in registered.pictures}
        assert step.before["pictures"] == {"portrait": had[b.PORTRAIT]}

    def test_a_change_of_name_asks_hgd_for_the_new_one(self, office, ask_for, confirm) -> None:
        record = ask_for(full_name="Hoàng Thị Thu Mây")
        assert record.hgd.asked_name == "Hoàng Thị Thu Mây"
        with pytest.raises(Refused, match="hgd-name-differs"):
            confirm(record)
        assert the_account(office).full_name == "Hoàng Thị Thu Mai"

    def test_nothing_to_change_leaves_the_account_untouched(self, office, ask_for, confirm) -> None:
        version = the_account(office).version
        assert confirm(ask_for(phone=OLD_PHONE)).state is State.APPROVED
        assert the_account(office).version == version

    def test_a_phone_of_another_account_is_refused(self, office, officer, ask_for, confirm) -> None:
        b.approve(office, officer, b.take_one(office, officer, b.declaration(C, b.HAI, email=None, phone=NEW_PHONE)))
        with pytest.raises(Refused, match="in-use") as refused:
            confirm(ask_for(phone=NEW_PHONE))
        assert refused.value.facts == {"what": "phone", "number": C}

    def test_a_change_that_leaves_the_phone_alone_is_not_held_up_by_what_the_package_says_of_it(
        self, office, officer, ask_for, confirm
    ) -> None:
        confirm(ask_for(phone=NEW_PHONE))
        b.approve(office, officer, b.take_one(office, officer, b.declaration(C, b.HAI, email=None, phone=OLD_PHONE)))
        record = ask_for("00020/2026/00101", address=ADDRESS)
        assert record.declared.phone == OLD_PHONE
        assert not any(related.blocks for related in record.related)
        assert confirm(record).state is State.APPROVED

    def test_an_account_that_moved_meanwhile_is_decided_about_anew(
        self, office, supervisor, registered, ask_for, confirm
    ) -> None:
        seen = ask_for(phone=NEW_PHONE)
        move_account(office, supervisor, registered.id, email="moi@example.com")
        with pytest.raises(Conflict, match="account-changed") as moved:
            confirm(seen)
        assert moved.value.facts["by"] == "Nguyễn Văn Thử"
        assert moved.value.facts["number"] == A
        account = the_account(office)
        assert (account.phone, account.email) == (OLD_PHONE, "moi@example.com")

    def test_an_account_that_was_not_there_is_not_changed_unseen(self, office, officer, confirm) -> None:
        data = b.declaration(B, kind="change", changes={"phone": NEW_PHONE}, pictures={})
        seen = b.take_one(office, officer, data)
        b.approve(office, officer, b.take_one(office, officer, b.declaration(A)))
        with pytest.raises(Conflict, match="account-changed"):
            confirm(seen)

    def test_without_an_account_nothing_is_recorded(self, office, officer, confirm) -> None:
        data = b.declaration(B, kind="change", changes={"phone": NEW_PHONE}, pictures={})
        with pytest.raises(Refused, match="no-account"):
            confirm(b.take_one(office, officer, data))

    def test_put_back_sets_every_value_again(self, office, officer, ask_for, confirm) -> None:
        with office.database.reading() as session:
            before = account_records.account_values(session.scalars(select(Account)).one())
        confirm(ask_for(**{**EVERYTHING, "full_name": "Hoàng Thị Thu Mai"}))
        assert the_account(office).id_number == "C1234567"

        def back(session, context) -> None:
            issuing.put_back(session, session.scalars(select(Account)).one(), before)

        office.act(office.context(officer), back)
        account = the_account(office)
        assert (account.phone, account.email_key) == (OLD_PHONE, "mai@example.com")
        assert (account.id_kind.value, account.id_number) == ("cccd", "001188000936")
        assert account.address["street"] == "Tổ 13"


class TestMessages:
    def expected(self, office, officer, record: DeclarationRecord) -> list[tuple[str, str, str]]:
        draft = b.valid(record, compared=record.required)
        shown: tuple[MessagePreview, ...] = office.ask(office.context(officer), assessments.preview, draft)
        return [(message.occasion, message.address, message.body) for message in shown]

    def test_a_new_phone_is_told_to_both(self, office, officer, ask_for, confirm) -> None:
        record, before = ask_for(phone=NEW_PHONE), len(told(office, 0))
        preview = self.expected(office, officer, record)
        confirm(record)
        sent = told(office, before)
        assert [(occasion, address) for occasion, address, _ in sent] == [
            ("changed", NEW_PHONE),
            ("changed", "mai@example.com"),
            ("changed-old", OLD_PHONE),
        ]
        assert sent == preview
        assert "19009068" in sent[2][2].replace(" ", "")

    def test_a_new_email_is_told_to_the_old_one_too(self, office, officer, ask_for, confirm) -> None:
        record, before = ask_for(email="moi@example.com"), len(told(office, 0))
        preview = self.expected(office, officer, record)
        confirm(record)
        sent = told(office, before)
        assert [(occasion, address) for occasion, address, _ in sent] == [
            ("changed", OLD_PHONE),
            ("changed", "moi@example.com"),
            ("changed-old", "mai@example.com"),
        ]
        assert sent == preview

    def test_another_change_is_told_where_the_account_is_reached_now(self, office, ask_for, confirm) -> None:
        confirm(ask_for(phone=NEW_PHONE))
        before = len(told(office, 0))
        confirm(ask_for(C, address=ADDRESS))
        assert [(o, a) for o, a, _ in told(office, before)] == [("changed", NEW_PHONE), ("changed", "mai@example.com")]

    def test_a_refusal_goes_to_the_declared_phone_only(self, office, officer, ask_for) -> None:
        record, before = ask_for(phone=NEW_PHONE), len(told(office, 0))
        office.act(office.context(officer), assessments.record, b.invalid(record, "Ảnh mờ"))
        assert [(o, a) for o, a, _ in told(office, before)] == [
            ("rejected", OLD_PHONE),
            ("rejected", "mai@example.com"),
        ]


class TestTheAccount:
    def test_it_tells_what_it_is_and_every_step_newest_first(self, registered, ask_for, confirm) -> None:
        confirm(ask_for(phone=NEW_PHONE))
        account = confirm(ask_for(C, brought=PORTRAIT)).account
        assert account is not None
        assert (account.phone, account.id_number, account.status) == (NEW_PHONE, "001188000936", "active")
        assert account.address_text.startswith("Tổ 13")
        steps = [(step.what, step.declaration_number) for step in account.steps]
        assert steps == [("changed", C), ("changed", B), ("activated", A), ("issued", A)]
        assert account.steps[1].differences == (Difference("phone", OLD_PHONE, NEW_PHONE),)
        assert account.steps[0].officer_name == "Trần Thị Mẫu"
        assert [shown.picture.role for shown in account.pictures] == list(b.ALL_THREE)
        assert account.pictures[0].since == account.steps[0].at

    def test_a_change_taken_back_gives_fields_and_pictures_back(
        self, office, officer, registered, ask_for, confirm
    ) -> None:
        slow = replace(office, source=SettingsSource(replace(office.settings, undo_seconds=20), {}))
        record = ask_for(brought=PORTRAIT, phone=NEW_PHONE)
        draft = b.valid(record, compared=record.required, seen_account_version=record.account.version)
        slow.act(slow.context(officer), assessments.record, draft)
        assert the_account(office).phone == NEW_PHONE
        taken = slow.act(slow.context(officer), holding.take_back, TakeBackDraft(record.id))[0]
        assert taken.account is not None
        had = {picture.role: picture.sha256 for picture in registered.pictures}
        assert taken.account.phone == OLD_PHONE
        assert taken.account.pictures[0].picture.sha256 == had[b.PORTRAIT]
        assert taken.differences == record.differences

    def test_a_reopened_change_that_is_refused_gives_fields_and_pictures_back(
        self, office, officer, supervisor, registered, ask_for, confirm
    ) -> None:
        done = confirm(ask_for(brought=PORTRAIT, phone=NEW_PHONE))
        draft = ReopenDraft(done.id, done.version, "Nhầm người")
        again = office.act(office.context(supervisor), reopening.reopen, draft)[0]
        assert again.account is not None
        assert again.account.status == "suspended"
        refused = office.act(office.context(officer), assessments.record, b.invalid(again, "Nhầm người"))[0]
        account = refused.declaration.account
        assert account is not None
        had = {picture.role: picture.sha256 for picture in registered.pictures}
        assert (account.phone, account.status) == (OLD_PHONE, "active")
        assert account.pictures[0].picture.sha256 == had[b.PORTRAIT]
        assert account.steps[1].what == "taken-back"

    def test_a_change_of_an_account_that_another_files_reopening_suspended_waits(
        self, office, supervisor, registered, ask_for, confirm
    ) -> None:
        draft = ReopenDraft(registered.id, registered.version, "Xem lại")
        office.act(office.context(supervisor), reopening.reopen, draft)
        with pytest.raises(Refused, match="account-suspended") as refused:
            confirm(ask_for(phone=NEW_PHONE))
        assert refused.value.facts == {"number": A}
