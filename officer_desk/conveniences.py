# SPDX-License-Identifier: Apache-2.0
"""What only a sample office offers: its officers' names, passwords and current codes, and the badge that says so."""

from functools import partial

from pyotp.totp import TOTP
from PySide6.QtWidgets import QWidget

from officer_desk.catalogue import translate
from officer_desk.domain.values import Role
from officer_desk.errors import DeskError, Refused
from officer_desk.office import OpenOffice
from officer_desk.sample import officers as sample
from officer_desk.services import staff
from officer_desk.services.officers import STEP_SECONDS
from officer_desk.views.sample_badge import SampleBadge
from officer_desk.views.sample_box import SampleBox, SampleOfficer


def sample_box(office: OpenOffice) -> SampleBox:
    """Give the sign-in window's box; raises `Refused("not-a-sample")` for a real office."""
    if not office.is_sample:
        raise Refused("not-a-sample")
    secrets = {officer.user_name: officer.secret for officer in sample.OFFICERS}

    def code(user_name: str) -> tuple[str, int]:
        """Give the code that the officer's phone would show now, and for how many seconds."""
        secret = secrets[user_name]
        seconds = int(office.clock.phone_now().timestamp())
        if not secret:
            return "", 0
        return TOTP(secret).generate_otp(seconds // STEP_SECONDS), STEP_SECONDS - seconds % STEP_SECONDS

    def changed(user_name: str) -> bool:
        """Tell whether the sample's password is no longer this officer's."""
        try:
            listed = office.ask(office.context(sample.LOCAL), staff.listing)
        except DeskError:
            return False
        first = {officer.user_name: officer.must_change_password for officer in listed}
        return first.get(user_name) is not (not secrets[user_name])

    shown = [SampleOfficer(o.user_name, partial(_short, o), o.password) for o in sample.OFFICERS]
    return SampleBox(shown, code, changed)


def _short(officer: sample.SampleOfficer) -> str:
    """Give an officer's role in a word: four of them stand side by side."""
    if not officer.secret:
        return translate("SampleBox", "Newcomer")
    return {
        Role.RECEPTION: translate("SampleBox", "Reception"),
        Role.SUPERVISOR: translate("SampleBox", "Supervisor"),
        Role.ADMINISTRATOR: translate("SampleBox", "Administrator"),
    }[officer.role]


def badge() -> QWidget:
    """Give the top bar's «CƠ QUAN MẪU · DỮ LIỆU GIẢ ĐỊNH»."""
    return SampleBadge()
