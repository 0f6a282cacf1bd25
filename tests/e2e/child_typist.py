# SPDX-License-Identifier: Apache-2.0
"""What the killed window does: an officer opens a file, types a reason, and goes on typing until he is cut off."""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest

from officer_desk.app import application
from officer_desk.background import Background
from officer_desk.desk import Desk
from officer_desk.domain.records import Actor, SearchQuery
from officer_desk.domain.values import Role, Verdict
from officer_desk.office import NOW, open_office
from officer_desk.settings import Settings
from officer_desk.views.declaration_page import DeclarationPage

OFFICER = Actor(1, "tran.thi.mau", "Trần Thị Mẫu", Role.RECEPTION, "00101", "quầy 3")


def main(folder: str, declaration_id: int, now: str) -> None:
    """Say «kept» each time a draft is on the disk; the kill ends it."""
    settings = Settings(Path(folder))
    app = application(settings)
    desk = Desk(open_office(settings, environment={NOW: now}), Background())
    desk.actor = OFFICER
    page = DeclarationPage(desk)
    page.resize(1322, 724)
    page.show()
    reasons = page.body.assessment.reasons[Verdict.INVALID]

    def on_changed(tables: frozenset[str]) -> None:
        if "draft" in tables:
            print("kept", flush=True)
            QTest.keyClicks(reasons.note, " va con nua")
        elif "trace_entry" in tables:
            page.choose(Verdict.INVALID)
            QTest.keyClicks(reasons.note, "Anh mat sau bi loa")

    desk.changed.connect(on_changed)
    page.open(declaration_id, SearchQuery("00101"))
    app.exec()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
