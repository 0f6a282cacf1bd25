# SPDX-License-Identifier: Apache-2.0
"""Scanned pages come in from signing in on, and the side says how many wait, before anybody opened their page."""

import io
from dataclasses import replace
from uuid import uuid4

import pytest
from PIL import Image

from officer_desk.domain.records import StackPageDraft
from officer_desk.gateways.scanners.watched import WatchedFolder
from officer_desk.services import signed_pages, stacks
from officer_desk.settings import SettingsSource
from officer_desk.views.main_window import MainWindow
from officer_desk.views.sidebar import Place
from tests import building as b
from tests.views.listing import desk_of


def opened(qtbot, desk) -> MainWindow:
    window = MainWindow(desk)
    qtbot.addWidget(window)
    window.start()
    return window


def told(window: MainWindow) -> tuple[str, str]:
    side, rail = window.sidebar._places[Place.SIGNED], window.rail._places[Place.SIGNED]
    return side.count_words(), rail.accessibleDescription()


def test_what_a_scanner_writes_is_taken_before_anybody_opened_the_page(qtbot, office, officer, ask, tmp_path) -> None:
    folder = tmp_path / "scans"
    folder.mkdir()
    held = io.BytesIO()
    Image.new("L", (400, 560), "white").save(held, "PNG")
    (folder / "a.png").write_bytes(held.getvalue())
    watching = replace(office, source=SettingsSource(replace(office.settings, scan_folder=str(folder)), {}))
    window = opened(qtbot, desk_of(watching, officer))
    assert told(window) == ("", "")
    window.tray.look()
    assert len(ask(signed_pages.tray)) == 1
    assert window.pages.currentWidget() is window.search_page
    window.tray.count()
    assert told(window) == ("1", "1 trang chờ số")


def test_an_office_without_a_folder_makes_no_page_for_it(qtbot, desk) -> None:
    window = opened(qtbot, desk)
    window.tray.look()
    assert Place.SIGNED not in window.further._made


@pytest.mark.parametrize("tables", [stacks.WRITTEN, frozenset({"signed_page"})])
def test_the_count_follows_what_changes(qtbot, desk, office, act, tables) -> None:
    window = opened(qtbot, desk)
    act(signed_pages.file_page, StackPageDraft(b.store(office, "white", (120, 170)), (), "files", str(uuid4()), 1))
    with qtbot.waitSignal(window.tray.waiting_known):
        desk.changed.emit(tables)
    assert told(window)[0] == "1"


def test_a_page_that_another_desk_has_put_aside_is_no_trouble(tmp_path) -> None:
    page = tmp_path / "a.png"
    page.write_bytes(b"x")
    first, second = WatchedFolder(tmp_path), WatchedFolder(tmp_path)
    first.put_aside(page)
    assert second.put_aside(page) == page
