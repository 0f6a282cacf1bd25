# SPDX-License-Identifier: Apache-2.0
"""The sample office is made through the services, at times that lie behind it, and only where none is yet."""

import io
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pyotp
import pytest
from PIL import Image

from officer_desk.domain.records import SearchQuery, SignInDraft
from officer_desk.domain.values import HgdAnswer, PictureRole, Queue, State
from officer_desk.errors import Refused
from officer_desk.office import NOW, OpenOffice, open_office
from officer_desk.sample import office as making
from officer_desk.sample.officers import FIRST_PASSWORD, LOCAL, OFFICERS, PASSWORD
from officer_desk.sample.plan import OWN_OFFICE, Case
from officer_desk.services import audit, declarations, officers
from officer_desk.settings import Settings

MOMENT = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
CLOCK = {NOW: MOMENT.isoformat()}
FILES = 36


def small(case: Case, role: PictureRole) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (8, 12), (case.person.index % 256, len(role), 90)).save(data, "PNG")
    return data.getvalue()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenOffice]:
    steps: list[tuple[int, int]] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(making, "pictures_for", lambda *_: small)
        settings = Settings(tmp_path_factory.mktemp("sample") / "office")
        office = open_office(settings, make="sample", environment=CLOCK)
        making.make_office(office, MOMENT, lambda done, total: steps.append((done, total)), count=FILES)
    assert steps[0][0] == 0
    assert steps[-1][0] == steps[-1][1]
    yield office
    office.close()


def rows_of(office: OpenOffice) -> tuple[object, ...]:
    query = SearchQuery(OWN_OFFICE, limit=500)
    return office.ask(office.context(LOCAL), declarations.search, query).rows


def test_every_state_is_there(made: OpenOffice) -> None:
    states = Counter(row.state for row in rows_of(made))  # type: ignore[attr-defined]
    assert set(states) == set(State)


def test_some_were_decided_today_and_some_wait(made: OpenOffice) -> None:
    office = OWN_OFFICE
    actor = LOCAL.__class__(0, "tran.thi.mau", "Trần Thị Mẫu", LOCAL.role, office)
    counts = made.ask(made.context(actor), declarations.counts)
    assert counts[Queue.DONE_TODAY] > 0
    assert counts[Queue.WAITING] > 5
    assert counts[Queue.DUE_SOON] > 0
    assert counts[Queue.CHANGES] > 0


def test_the_officers_work_together(made: OpenOffice) -> None:
    def counts(user_name: str) -> dict[Queue, int]:
        place = next(n for n, one in enumerate(OFFICERS, 1) if one.user_name == user_name)
        actor = LOCAL.__class__(place, user_name, "", OFFICERS[place - 1].role, OWN_OFFICE)
        return made.ask(made.context(actor), declarations.counts)

    officer, supervisor = counts("tran.thi.mau"), counts("nguyen.van.thu")
    assert officer[Queue.MINE] >= 2, "a file with an answer, and one that was given to her"
    assert supervisor[Queue.QUESTIONS] == 1
    assert supervisor[Queue.SECOND_LOOK] >= 1, "two officers found differently"


def test_nothing_lies_ahead_and_the_trace_is_intact(made: OpenOffice) -> None:
    finding = made.ask(made.context(LOCAL), audit.verify)
    assert finding.intact
    assert finding.rows > FILES
    for row in rows_of(made):
        record = made.ask(made.context(LOCAL), declarations.refresh, row.id)  # type: ignore[attr-defined]
        assert record.declared.submitted_at <= record.imported_at <= MOMENT
        for moment in (record.received_at, record.decided_at):
            assert moment is None or record.imported_at <= moment <= MOMENT.replace(minute=31)


def test_the_registry_disagrees_with_some_open_files(made: OpenOffice) -> None:
    answers: Counter[HgdAnswer] = Counter()
    for row in rows_of(made):
        record = made.ask(made.context(LOCAL), declarations.refresh, row.id)  # type: ignore[attr-defined]
        if record.state in (State.WAITING, State.IN_PROGRESS):
            answers[record.hgd.answer] += 1
    assert answers[HgdAnswer.NAME_DIFFERS] >= 1
    assert answers[HgdAnswer.NOT_FOUND] >= 1
    assert answers[HgdAnswer.CANNOT_ASK] == 0


def test_the_sample_officers_sign_in(made: OpenOffice) -> None:
    for officer in OFFICERS:
        context = made.context(None)
        code = pyotp.TOTP(officer.secret).at(context.now) if officer.secret else ""
        draft = SignInDraft(officer.user_name, officer.password, code)
        result, _ = made.act(context, officers.sign_in, draft)
        assert result.step == ("signed-in" if officer.secret else "change-password")
    assert PASSWORD != FIRST_PASSWORD


def test_a_real_office_is_never_filled(tmp_path: Path) -> None:
    office = open_office(Settings(tmp_path / "real"), environment={})
    with pytest.raises(Refused, match="not-a-sample"):
        making.make_office(office, MOMENT, lambda _done, _total: None, count=FILES)
    office.close()
    with pytest.raises(Refused, match="not-a-sample"):
        making.prepare(Settings(tmp_path / "real"), lambda _done, _total: None, {})


def test_preparing_makes_it_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []

    def quick(office: OpenOffice, now: datetime, progress: object) -> None:
        calls.append(1)

    monkeypatch.setattr(making, "make_office", quick)
    settings = Settings(tmp_path / "sample")
    making.prepare(settings, lambda _done, _total: None, CLOCK)
    making.prepare(settings, lambda _done, _total: None, CLOCK)
    assert calls == [1]
    assert settings.database_path.is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["sample"]
    office = open_office(settings, environment=CLOCK)
    assert office.is_sample
    # Its registry's extract was loaded again: a sample has nobody who brings a new one.
    assert office.gateways.households.taken_at() is not None
    office.close()


def test_what_was_stopped_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(making, "make_office", stopped)
    with pytest.raises(KeyboardInterrupt):
        making.prepare(Settings(tmp_path / "sample"), lambda _done, _total: None, CLOCK)
    assert list(tmp_path.iterdir()) == []


def test_somebody_elses_files_are_not_touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "make_office", lambda *_: None)
    (tmp_path / "sample").mkdir()
    (tmp_path / "sample" / "office.key").write_bytes(b"somebody's")
    with pytest.raises(Refused, match="not-empty"):
        making.prepare(Settings(tmp_path / "sample"), lambda _done, _total: None, CLOCK)
    assert (tmp_path / "sample" / "office.key").read_bytes() == b"somebody's"
