# SPDX-License-Identifier: Apache-2.0
"""What the window does with the file in hand: covered it keeps it, signed out or closed it lets it go."""

from officer_desk.domain.records import SearchQuery
from officer_desk.services import claims
from tests import building as b
from tests.e2e.at_the_desk import the_window


def _opened(running, office, officer) -> int:
    """Open a file at the desk; give its id."""
    b.take(office, officer, b.declaration("00090/2026/00101"))
    the_window(running).open_file(1, SearchQuery("00101"))
    return 1


def _holder(office, officer, file: int) -> str:
    claim = office.ask(office.context(officer), claims.live, file)
    return "" if claim is None else claim.officer_name


def test_a_covered_screen_keeps_the_file(at_work, office, officer) -> None:
    file = _opened(at_work, office, officer)
    at_work.stay.covering.cover_now()
    assert _holder(at_work.office, officer, file) == "Trần Thị Mẫu"


def test_signing_out_lets_it_go(at_work, office, officer) -> None:
    file = _opened(at_work, office, officer)
    at_work._on_signed_out()
    assert _holder(at_work.office, officer, file) == ""


def test_closing_the_program_lets_it_go(at_work, office, officer) -> None:
    file = _opened(at_work, office, officer)
    assert _holder(at_work.office, officer, file) == "Trần Thị Mẫu"
    at_work.close()
    assert _holder(office, officer, file) == ""
