# SPDX-License-Identifier: Apache-2.0
"""The sample office's officers: names, passwords and TOTP secrets that anybody may know."""

from dataclasses import dataclass

from pyotp.totp import TOTP

from officer_desk.domain.records import Actor, EnrolmentDraft
from officer_desk.domain.values import Role
from officer_desk.office import OpenOffice
from officer_desk.sample.plan import OWN_OFFICE
from officer_desk.services import officers, staff

PASSWORD = "mau-Ba-Dinh-01"
FIRST_PASSWORD = "lan-dau-dang-nhap"
LOCAL = Actor(0, "sample@local", "sample@local", Role.ADMINISTRATOR, "local")
"""Who makes the sample office."""


@dataclass(frozen=True, slots=True)
class SampleOfficer:
    """One officer; without a secret he still has to change his first password and to enrol."""

    user_name: str
    full_name: str
    role: Role
    counter: str | None
    password: str
    secret: str = ""


OFFICERS = (
    SampleOfficer(
        "tran.thi.mau", "Trần Thị Mẫu", Role.RECEPTION, "quầy 3", PASSWORD, "MAUTIEPNHANHOSOBADINHQUAYBAAAAA2"
    ),
    SampleOfficer(
        "nguyen.van.thu", "Nguyễn Văn Thử", Role.SUPERVISOR, None, PASSWORD, "MAUGIAMSATBADINHNGUYENVANTHUAAA3"
    ),
    SampleOfficer(
        "quan.tri.mau", "Quản Trị Mẫu", Role.ADMINISTRATOR, None, PASSWORD, "MAUQUANTRIBADINHQUANTRIMAUAAAAA4"
    ),
    SampleOfficer("le.thi.moi", "Lê Thị Mới", Role.RECEPTION, "quầy 4", FIRST_PASSWORD),
)


def add_officers(office: OpenOffice) -> dict[str, Actor]:
    """Add the officers as an administrator would, let those with a secret begin to work; gives who they are."""
    actors: dict[str, Actor] = {}
    for officer in OFFICERS:
        first = FIRST_PASSWORD if officer.secret else officer.password
        given = (officer.user_name, officer.full_name, officer.role, OWN_OFFICE, officer.counter, first)
        (record, _), _ = office.act(office.context(LOCAL), staff.add, *given)
        if officer.secret:
            _begin(office, officer)
        actors[officer.user_name] = Actor(
            record.id, record.user_name, record.full_name, record.role, record.office_code, record.counter
        )
    return actors


def _begin(office: OpenOffice, officer: SampleOfficer) -> None:
    """Change the first password and enrol the phone whose secret is known."""
    change = officers.change_first_password
    office.act(office.context(None), change, officer.user_name, FIRST_PASSWORD, officer.password)
    context = office.context(None)
    enrolment = office.ask(context, officers.begin_enrolment, officer.user_name)
    known = type(enrolment)(enrolment.user_name, officer.secret, enrolment.uri, enrolment.recovery_codes)
    # Enrolled on a phone that shows the office's time; no code of it can come again.
    code = TOTP(officer.secret).at(context.now)
    office.act(context, officers.finish_enrolment, EnrolmentDraft(officer.user_name, officer.password, known, code))
