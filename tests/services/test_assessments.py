# SPDX-License-Identifier: Apache-2.0
"""Ghi nhận: what is recorded, what is refused, and that it is all or nothing."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from officer_desk.domain.records import AssessmentDraft, PictureDraft, ReceiveDraft, WithdrawDraft
from officer_desk.domain.values import MessageChannel, State, Verdict
from officer_desk.errors import Conflict, Refused
from officer_desk.models.tables import Account, Assessment, Declaration, OutboxMessage, TraceEntry
from officer_desk.services import assessments, declarations, pictures
from tests import building as b


def rows(office, table) -> int:
    with office.database.reading() as session:
        return session.scalar(select(func.count()).select_from(table))


def everything(office) -> tuple[int, ...]:
    return tuple(rows(office, table) for table in (Assessment, Account, OutboxMessage, TraceEntry))


def test_recording_valid_issues_the_account_and_queues_the_messages(office, officer) -> None:
    record = b.take_one(office, officer, b.declaration("00017/2026/00101"))
    outcome = b.approve(office, officer, record)
    assert outcome.declaration.state is State.APPROVED
    assert outcome.account is not None
    assert (outcome.account.login_name, outcome.account.status) == ("0100007236", "active")
    assert outcome.account.activated_at is not None
    assert [m.channel for m in outcome.messages] == [MessageChannel.SMS, MessageChannel.EMAIL]
    assert all("*" * 8 in m.body for m in outcome.messages)


def test_the_password_is_in_the_messages_and_nowhere_to_be_read(office, officer) -> None:
    record = b.take_one(office, officer, b.declaration("00017/2026/00101"))
    b.approve(office, officer, record)
    with office.database.reading() as session:
        message = session.scalars(select(OutboxMessage)).first()
        account = session.scalars(select(Account)).one()
    body = office.gateways.keys.unseal("outbox", message.body)
    password = body.split("Mat khau: ")[1].split(".")[0]
    assert len(password) == 8
    assert account.password_hash.startswith("$argon2id$")
    for path in office.settings.data_dir.glob("desk.db*"):
        assert password.encode() not in path.read_bytes()


def test_what_the_preview_shows_is_what_is_queued(office, officer) -> None:
    record = b.take_one(office, officer, b.declaration("00017/2026/00101"))
    draft = b.invalid(record, "Giấy tờ tùy thân đã hết hạn", note="Mời đến lại quầy 3.")
    shown = office.ask(office.context(officer), assessments.preview, draft)
    outcome, _ = office.act(office.context(officer), assessments.record, draft)
    assert outcome.messages == shown
    with office.database.reading() as session:
        queued = session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()
    assert [office.gateways.keys.unseal("outbox", q.body) for q in queued] == [m.body for m in shown]
    assert "Ly do: Giay to tuy than da het han; Moi den lai quay 3. LH" in shown[0].body


@pytest.mark.parametrize("verdict", [Verdict.INVALID, Verdict.INCOMPLETE])
def test_words_are_needed(office, officer, verdict) -> None:
    record = b.take_one(office, officer, b.declaration("00017/2026/00101"))
    before = everything(office)
    with pytest.raises(Refused, match="reason-required"):
        office.act(
            office.context(officer), assessments.record, AssessmentDraft(record.id, record.version, verdict, (), "  ")
        )
    assert everything(office) == before


@pytest.mark.parametrize(
    ("person", "other", "reason"),
    [
        (b.MAI, {"citizen_came": False}, "citizen-not-here"),
        (b.MAI, {"compared": (b.PORTRAIT,)}, "not-compared"),
        (b.HOA, {}, "hgd-name-differs"),
        (b.LAN, {}, "hgd-not-found"),
    ],
)
def test_a_refused_recording_leaves_nothing_behind(office, officer, person, other, reason) -> None:
    record = b.take_one(office, officer, b.declaration("00017/2026/00101", person))
    before = everything(office)
    with pytest.raises(Refused, match=reason):
        b.approve(office, officer, record, **other)
    assert everything(office) == before
    assert b.open_file(office, officer, record.number).state is State.WAITING


def test_a_reason_stands_in_for_a_paper_that_could_not_be_compared(office, officer) -> None:
    record = b.take_one(office, officer, b.declaration("00017/2026/00101"))
    outcome = b.approve(office, officer, record, compared=(b.PORTRAIT,), not_compared_reason="Mất thẻ, có giấy hẹn")
    assert outcome.declaration.state is State.APPROVED


def test_a_near_name_is_taken_only_by_an_explicit_confirmation(office, officer) -> None:
    record = b.take_one(office, officer, b.declaration("00113/2026/00101", b.HOA))
    with pytest.raises(Refused, match="hgd-name-differs") as refused:
        b.approve(office, officer, record, confirmed_registry_name="Trần Thị Khác")
    assert refused.value.facts["reply"].near
    outcome = b.approve(office, officer, record, confirmed_registry_name="Trần Thị Hòa")
    assert outcome.account.full_name == "Trần Thị Hòa"
    with office.database.reading() as session:
        kept = session.scalars(select(Assessment)).one()
        traced = session.scalars(select(TraceEntry).where(TraceEntry.act == "record-valid")).one()
    assert kept.confirmed_registry_name == "Trần Thị Hòa"
    assert kept.seen_version == record.version
    assert traced.facts["name-confirmed"] is True


def test_a_different_name_cannot_be_confirmed(office, officer) -> None:
    other = {**b.MAI, "full_name": "Hoàng Thị Thu Mài"}
    record = b.take_one(office, officer, b.declaration("00113/2026/00101", other))
    with pytest.raises(Refused, match="hgd-name-differs"):
        b.approve(office, officer, record, confirmed_registry_name="Hoàng Thị Thu Mai")


def test_no_extract_is_never_taken_for_not_found(office, officer) -> None:
    record = b.take_one(office, officer, b.declaration("00017/2026/00101", b.LAN))
    (office.settings.data_dir / "households.db").unlink()
    with pytest.raises(Refused, match="hgd-cannot-ask"):
        b.approve(office, officer, record)


def test_an_old_extract_is_not_asked(office, officer, clock) -> None:
    record = b.take_one(office, officer, b.declaration("00017/2026/00101"))
    extract = office.gateways.households
    stale = replace(
        office,
        gateways=replace(office.gateways, households=replace(extract, clock=lambda: clock.moment.replace(month=12))),
    )
    with pytest.raises(Refused, match="hgd-cannot-ask") as refused:
        b.approve(stale, officer, record)
    assert refused.value.facts["reply"].why == "too-old"


def test_a_file_that_changed_meanwhile_is_not_decided(office, officer, supervisor) -> None:
    record = b.take_one(office, officer, b.declaration("00017/2026/00101"))
    office.act(office.context(supervisor), assessments.receive, ReceiveDraft(record.id, record.version))
    with pytest.raises(Conflict, match="file-changed") as conflict:
        b.approve(office, officer, record)
    assert conflict.value.facts["by"] == "Nguyễn Văn Thử"


def test_the_same_act_sent_twice_is_done_once(office, officer) -> None:
    record = b.take_one(office, officer, b.declaration("00017/2026/00101"))
    context = office.context(officer)
    first, _ = office.act(context, assessments.record, b.valid(record))
    after = everything(office)
    again, _ = office.act(context, assessments.record, b.valid(record))
    assert everything(office) == after
    assert (again.declaration.state, again.account) == (first.declaration.state, first.account)


def test_every_other_act_sent_twice_is_done_once_too(office, officer) -> None:
    record = b.take_one(office, officer, b.declaration("00017/2026/00101"))
    for service, draft in (
        (assessments.receive, lambda v: ReceiveDraft(record.id, v)),
        (pictures.put, lambda v: PictureDraft(record.id, v, b.BACK, b.store(office, "red"))),
        (assessments.withdraw, lambda v: WithdrawDraft(record.id, v, "Công dân đề nghị rút tờ khai")),
    ):
        version = office.ask(office.context(officer), declarations.refresh, record.id).version
        context = office.context(officer)
        first, _ = office.act(context, service, draft(version))
        again, _ = office.act(context, service, draft(version))
        assert (again.version, len(again.older_pictures)) == (first.version, len(first.older_pictures))


def test_a_received_file_is_approved_without_asking_again(office, officer) -> None:
    record = b.take_one(office, officer, b.declaration("00017/2026/00101"))
    received, _ = office.act(office.context(officer), assessments.receive, ReceiveDraft(record.id, record.version))
    assert (received.state, received.days_left) == (State.IN_PROGRESS, None)
    assert b.approve(office, officer, received, citizen_came=False).declaration.state is State.APPROVED


def test_a_supplement_takes_a_file_back_and_a_picture_brings_it_forward(office, officer) -> None:
    lacking = b.declaration("00127/2026/00101", pictures={"portrait": "p.jpg"})
    record = b.take_one(office, officer, lacking)
    assert record.state is State.INCOMPLETE
    for role, state in ((b.FRONT, State.INCOMPLETE), (b.BACK, State.WAITING)):
        draft = PictureDraft(record.id, record.version, role, b.store(office, "green"))
        record, _ = office.act(office.context(officer), pictures.put, draft)
        assert record.state is state
    asked = AssessmentDraft(record.id, record.version, Verdict.INCOMPLETE, ("Tờ khai có chữ ký",))
    outcome, _ = office.act(office.context(officer), assessments.record, asked)
    assert (outcome.declaration.state, outcome.declaration.supplement) == (State.INCOMPLETE, "Tờ khai có chữ ký")
    again, _ = office.act(
        office.context(officer), assessments.receive, ReceiveDraft(record.id, outcome.declaration.version)
    )
    assert again.state is State.IN_PROGRESS


def test_a_file_without_its_pictures_can_be_refused_but_not_approved(office, officer) -> None:
    record = b.take_one(office, officer, b.declaration("00127/2026/00101", pictures={"portrait": "p.jpg"}))
    with pytest.raises(Refused, match="pictures-missing"):
        b.approve(office, officer, record)
    outcome, _ = office.act(office.context(officer), assessments.record, b.invalid(record, "Tờ khai trùng"))
    assert outcome.declaration.state is State.REJECTED


def test_a_replaced_picture_is_kept_as_an_older_version(office, officer) -> None:
    record = b.take_one(office, officer, b.declaration("00017/2026/00101"))
    before = next(p.sha256 for p in record.pictures if p.role is b.BACK)
    after, _ = office.act(
        office.context(officer), pictures.put, PictureDraft(record.id, record.version, b.BACK, b.store(office, "red"))
    )
    assert [p.sha256 for p in after.older_pictures] == [before]
    assert office.gateways.pictures.read(before)


def test_an_administrator_does_not_decide(office, officer) -> None:
    from tests.conftest import ADMIN

    lacking = b.declaration("00017/2026/00101", pictures={"portrait": "p.jpg"})
    record = b.take_one(office, officer, lacking)
    with pytest.raises(Refused, match="may-not"):
        b.approve(office, ADMIN, record)


def test_a_refusal_frees_phone_and_email(office, officer) -> None:
    first = b.take_one(office, officer, b.declaration("00017/2026/00101"))
    second = b.take_one(office, officer, b.declaration("00018/2026/00101", b.HAI))
    assert {r.what for r in second.related} == {"phone", "email"}
    office.act(office.context(officer), assessments.record, b.invalid(first, "Tờ khai trùng"))
    assert b.open_file(office, officer, second.number).related == ()
    assert b.approve(office, officer, second).account.phone == "0900093353"


def test_history_tells_who_did_what(office, officer) -> None:
    record = b.take_one(office, officer, b.declaration("00017/2026/00101"))
    office.act(office.context(officer), assessments.record, b.invalid(record, "Tờ khai trùng"))
    with office.database.reading() as session:
        assert session.scalar(select(Declaration.state)) is State.REJECTED
    told = office.ask(office.context(officer), declarations.refresh, record.id).history
    assert [(h.act, h.full_name, h.words) for h in told] == [
        ("record-invalid", "Trần Thị Mẫu", ("Tờ khai trùng",)),
        ("view", "Trần Thị Mẫu", ()),
        ("import", "Trần Thị Mẫu", ()),
    ]


def test_an_account_and_a_pending_change_that_have_the_phone_are_shown_before_recording(office, officer) -> None:
    b.approve(office, officer, b.take_one(office, officer, b.declaration("00017/2026/00101", email=None)))
    to_new = {"kind": "change", "changes": {"phone": "0900000042"}, "pictures": {}, "email": None}
    change = b.take_one(office, officer, b.declaration("00018/2026/00101", **to_new))
    other = b.declaration("00019/2026/00101", b.HAI, phone="0900000042", email=None)
    record = b.take_one(office, officer, other)
    assert [(r.number, r.what, r.blocks) for r in record.related] == [("00018/2026/00101", "phone", False)]
    b.approve(office, officer, change, compared=())
    again = b.open_file(office, officer, record.number)
    assert ("phone", True) in [(r.what, r.blocks) for r in again.related]


def test_messages_name_the_office_in_words(office, officer) -> None:
    record = b.take_one(office, officer, b.declaration("00017/2026/00101"))
    shown = office.ask(office.context(officer), assessments.preview, b.invalid(record, "Tờ khai trùng"))
    assert "BHXH quận Ba Đình thông báo" in shown[1].body
