# SPDX-License-Identifier: Apache-2.0
"""HGĐ's answer beside each undecided file: noted whenever it is asked, and renewed when a newer extract comes."""

import sqlite3
from contextlib import closing
from datetime import timedelta

from officer_desk.domain.boards import BoardList
from officer_desk.domain.values import HgdAnswer
from officer_desk.gateways.households import import_csv
from officer_desk.services import asking, dashboards, declarations, households
from tests import building as b
from tests.building import Quiet
from tests.conftest import SAMPLES


def answers(office):
    with closing(sqlite3.connect(office.settings.database_path)) as base:
        return dict(base.execute("select number, registry_answer from declaration order by number"))


def take_three(office, officer) -> None:
    for place, person in enumerate((b.MAI, b.HAI, b.LAN), start=1):
        b.take(office, officer, b.declaration(f"0000{place}/2026/00101", person, email=None, phone=f"090000000{place}"))


def load_extract(office, clock, text: str) -> None:
    path = office.settings.data_dir / "people.csv"
    path.write_text(text, "utf-8")
    clock.moment += timedelta(hours=1)
    import_csv(path, office.settings.data_dir / "households.db", clock.now())
    path.unlink()


def test_taking_a_file_in_notes_what_hgd_says_of_it(office, officer, supervisor, ask) -> None:
    take_three(office, officer)
    assert list(answers(office).values()) == ["match", "match", "not-found"]
    assert ask(dashboards.numbers, by=supervisor).counts[BoardList.NOT_FOUND] == 1


def test_a_newer_extract_renews_the_answers_of_undecided_files_once(office, officer, clock) -> None:
    take_three(office, officer)
    assert asking.renew(Quiet(), office) == 0
    text = (SAMPLES / "households.csv").read_text("utf-8").replace(b.MAI["full_name"], "Hoàng Thị Thu Hà")
    load_extract(office, clock, text)
    assert asking.renew(Quiet(), office) == 1
    assert list(answers(office).values()) == ["name-differs", "match", "not-found"]
    assert asking.renew(Quiet(), office) == 0


def test_what_was_stopped_is_begun_again(office, officer, clock) -> None:
    take_three(office, officer)
    load_extract(office, clock, (SAMPLES / "households.csv").read_text("utf-8").replace(b.MAI["full_name"], "Khác"))

    class Hasty(Quiet):
        cancelled = True

    assert asking.renew(Hasty(), office) == 0
    assert asking.renew(Quiet(), office) == 1


def test_opening_a_file_and_asking_again_note_the_answer(office, officer, act) -> None:
    record = b.take_one(office, officer, b.declaration("00001/2026/00101"))
    for service in (declarations.open, households.ask_again):
        with closing(sqlite3.connect(office.settings.database_path)) as base, base:
            base.execute("update declaration set registry_answer = null")
        act(service, record.id)
        assert answers(office) == {record.number: "match"}


def test_an_answer_that_cannot_be_had_takes_no_other_ones_place(office, officer, act) -> None:
    record = b.take_one(office, officer, b.declaration("00001/2026/00101"))
    (office.settings.data_dir / "households.db").unlink()
    assert act(households.ask_again, record.id).answer is HgdAnswer.CANNOT_ASK
    assert answers(office) == {record.number: "match"}
    assert asking.renew(Quiet(), office) == 0
