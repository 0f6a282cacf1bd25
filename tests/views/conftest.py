# SPDX-License-Identifier: Apache-2.0
"""What tests of screens share: the program's look, a desk that answers at once, declarations to open."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from officer_desk import resources
from officer_desk.desk import Desk
from officer_desk.domain.records import Actor, DeclarationRecord
from officer_desk.office import OpenOffice
from officer_desk.views import theme
from officer_desk.views.id_photos import IdPhotos
from tests import building as b
from tests.views.listing import desk_of


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> None:
    """Give every screen the light look."""
    theme.apply(qapp, resources.folder())


@pytest.fixture
def desk(office: OpenOffice, officer: Actor) -> Desk:
    """Give the reception officer's desk, whose answers come before the question returns."""
    return desk_of(office, officer)


@pytest.fixture
def take(office: OpenOffice, officer: Actor) -> Callable[..., DeclarationRecord]:
    """Import one declaration and give its file."""
    return lambda *args, **other: b.take_one(office, officer, b.declaration(*args, **other))


@pytest.fixture
def photos(qtbot: QtBot, desk: Desk) -> IdPhotos:
    """Give the picture side of the open file, in a window of its own."""
    made = IdPhotos(desk)
    qtbot.addWidget(made)
    made.resize(600, 580)
    made.show()
    qtbot.waitExposed(made)
    return made
