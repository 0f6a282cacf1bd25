# SPDX-License-Identifier: Apache-2.0
"""The counter's round by keys: F12, Enter scans, Enter attaches; a page of another file is refused, nothing hides."""

import io
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from officer_desk.domain.values import PictureRole, Verdict
from officer_desk.errors import Refused, Unavailable
from officer_desk.gateways import scan_edits
from officer_desk.gateways.scan_edits import Edits
from officer_desk.gateways.scanners import FOLDER, MachineScanner, SaneScanner, ScanSettings
from officer_desk.models.tables import Declaration
from officer_desk.views import scan_work
from officer_desk.views.crop_view import CropView
from officer_desk.views.declared_panel import SIGNED
from tests import building as b
from tests.gateways.scanning import FakeScanner, needs_scanimage, sane_folder
from tests.views.listing import SlowBackground, desk_of
from tests.views.opening import QUERY, press, the_page, words
from tests.views.scanning import card, png, printed, read_here, with_scanner

A, B = "00017/2026/00101", "00018/2026/00101"


@pytest.fixture(autouse=True)
def _read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_work, "read_form", read_here)


@pytest.fixture
def scanner() -> FakeScanner:
    return FakeScanner()


@pytest.fixture
def page(qtbot, office, officer, scanner):
    return the_page(qtbot, desk_of(with_scanner(office, scanner), officer))


def blank(shade: int = 250) -> bytes:
    return png(Image.new("L", (600, 800), shade))


def without_code() -> bytes:
    page = Image.new("L", (600, 800), 250)
    for line in range(100, 700, 40):
        page.paste(20, (80, line, 500, line + 6))
    return png(page)


class TestTheRound:
    def test_three_keys_put_the_signed_form_beside_the_data(self, page, take, office, officer, scanner) -> None:
        record = take(A)
        scanner.pages = [printed(office, officer, record.id)]
        page.open(record.id, QUERY)
        press(page, "F12")
        assert page.body.scan.row.scan.hasFocus()
        press(page, "Return")
        assert (scanner.asked[0].dpi, scanner.asked[0].mode) == (300, "grey")
        assert page.body.scan.found == "Đúng tờ khai của hồ sơ này, đúng dữ liệu hiện tại."
        assert page.body.scan.tools.lean.text() == "0,0°"
        press(page, "Return")
        assert not page.scanning.is_open
        assert page.hasFocus()
        assert page.body.line.text().startswith("Đã gắn tờ khai đã ký.")
        assert page.body.declared.tabs.current == SIGNED
        (signed,) = b.open_file(office, officer, A).signed
        assert (signed.data_version, signed.outdated, signed.source) == (1, False, "scanner")
        assert "Trần Thị Mẫu" in words(page.body.declared)

    def test_the_file_can_be_decided_at_once_afterwards(self, page, take, office, officer, scanner) -> None:
        record = take(A)
        scanner.pages = [printed(office, officer, record.id)]
        page.open(record.id, QUERY)
        for keys in ("F12", "Return", "Return", "F7", "F8", "Return", "Ctrl+Return"):
            press(page, keys)
        assert page.success.text.startswith("Đăng ký thành công.")

    def test_a_page_of_another_file_is_refused_and_named(self, page, take, office, officer, scanner) -> None:
        record, other = take(A), take(B, b.HAI, phone="0900555666")
        scanner.pages = [printed(office, officer, other.id)]
        page.open(record.id, QUERY)
        press(page, "F12")
        press(page, "Return")
        assert f"Trang này thuộc hồ sơ {B}" in page.body.scan.found
        assert not page.body.scan.accept.isEnabled()
        assert page.body.scan.again.hasFocus()
        page.body.scan.attach()
        assert b.open_file(office, officer, A).signed == b.open_file(office, officer, B).signed == ()

    def test_a_form_of_older_data_is_flagged_before_and_after(self, page, take, office, officer, scanner) -> None:
        record = take(A)
        scanner.pages = [printed(office, officer, record.id)]
        with office.database.writing.begin() as session:
            session.get_one(Declaration, record.id).data_version += 1
        page.open(record.id, QUERY)
        press(page, "F12")
        press(page, "Return")
        assert "không tính là đã ký" in page.body.scan.found
        press(page, "Return")
        assert page.body.line.text().startswith("Đã gắn trang, nhưng chưa tính là đã ký.")
        assert b.open_file(office, officer, A).signed[0].outdated

    def test_without_a_code_the_officer_says_whose_it_is(self, page, take, office, officer, scanner) -> None:
        scanner.pages = [without_code()]
        page.open(take(A).id, QUERY)
        press(page, "F12")
        press(page, "Return")
        assert page.body.scan.found.startswith("Không đọc được mã trên trang.")
        press(page, "Return")
        assert b.open_file(office, officer, A).signed[0].data_version is None

    @pytest.mark.parametrize("shade", [250, 0])
    def test_an_empty_page_is_attached_only_when_that_is_said_twice(
        self, page, take, office, officer, scanner, shade
    ) -> None:
        scanner.pages = [blank(shade)]
        page.open(take(A).id, QUERY)
        press(page, "F12")
        press(page, "Return")
        assert page.body.scan.found.startswith("Trang trắng hoặc đen")
        press(page, "Return")
        assert page.body.scan.found.startswith("Vẫn gắn trang trống này?")
        assert b.open_file(office, officer, A).signed == ()
        press(page, "Return")
        assert len(b.open_file(office, officer, A).signed) == 1

    def test_scanning_again_forgets_the_former_page(self, page, take, office, officer, scanner) -> None:
        record = take(A)
        scanner.pages = [blank(), printed(office, officer, record.id)]
        page.open(record.id, QUERY)
        press(page, "F12")
        press(page, "Return")
        press(page, "Shift+Tab")
        assert page.body.scan.again.hasFocus()
        press(page, "Space")
        assert page.body.scan.found.startswith("Đúng tờ khai")
        press(page, "Return")
        assert [signed.data_version for signed in b.open_file(office, officer, A).signed] == [1]

    @pytest.mark.parametrize(
        ("error", "said"),
        [
            (Refused("scanner-jam"), "Máy quét kẹt giấy."),
            (Refused("scanner-cover"), "Nắp máy quét đang mở."),
            (Refused("scanner-busy"), "Máy quét đang bận"),
            (Unavailable("scanner-gone"), "Máy quét không trả lời."),
        ],
    )
    def test_troubles_are_said_and_scanning_goes_on_from_there(self, page, take, scanner, error, said) -> None:
        scanner.error = error
        page.open(take(A).id, QUERY)
        press(page, "F12")
        press(page, "Return")
        assert said in page.body.scan.line.text()
        assert page.body.scan.row.scan.hasFocus()
        scanner.pages = [blank()]
        press(page, "Return")
        assert page.body.scan.page.has_picture

    def test_no_scanner_is_said_and_looked_for_again(self, page, take, scanner) -> None:
        scanner.device = ""
        page.open(take(A).id, QUERY)
        press(page, "F12")
        assert "Không tìm thấy máy quét." in words(page.body.scan)
        scanner.device = "flat:1"
        press(page, "Return")
        assert page.body.scan.row.scan.hasFocus()

    def test_escape_closes_and_what_was_scanned_goes_nowhere(self, page, take, office, officer, scanner) -> None:
        scanner.pages = [blank()]
        page.open(take(A).id, QUERY)
        press(page, "F12")
        press(page, "Return")
        press(page, "Esc")
        assert not page.scanning.is_open
        assert page.record_shown is not None
        assert b.open_file(office, officer, A).signed == ()

    def test_pictures_are_not_marked_as_seen_while_they_are_hidden(self, page, take) -> None:
        page.open(take(A).id, QUERY)
        for keys in ("F12", "F7"):
            press(page, keys)
        assert page.body.photos.compared == ()

    def test_another_file_shows_nothing_of_the_scan(self, page, take, scanner) -> None:
        scanner.pages = [blank()]
        first, second = take(A), take(B, b.HAI, phone="0900555666")
        page.open(first.id, QUERY)
        press(page, "F12")
        press(page, "Return")
        page.open(second.id, QUERY)
        assert not page.scanning.is_open
        assert not page.body.scan.page.has_picture


class TestStopping:
    def test_a_scan_that_is_stopped_shows_no_page(self, qtbot, office, officer, take, scanner) -> None:
        slow = SlowBackground()
        page = the_page(qtbot, desk_of(with_scanner(office, scanner), officer, slow))
        scanner.pages = [blank()]
        page.open(take(A).id, QUERY)
        press(page, "F12")
        slow.slow = True
        press(page, "Return")
        assert page.body.scan.row.stop.hasFocus()
        press(page, "Esc")
        assert page.scanning.is_open
        slow.slow = False
        slow.held[0]()
        assert "Đã dừng quét" in words(page.body.scan)
        assert not page.body.scan.page.has_picture

    def test_a_late_page_of_a_closed_panel_is_dropped(self, qtbot, office, officer, take, scanner) -> None:
        slow = SlowBackground()
        page = the_page(qtbot, desk_of(with_scanner(office, scanner), officer, slow))
        scanner.pages = [blank()]
        page.open(take(A).id, QUERY)
        press(page, "F12")
        slow.slow = True
        press(page, "Return")
        page.body.scan.close_panel()
        slow.slow = False
        slow.held[0]()
        assert not page.scanning.is_open
        assert not page.body.scan.page.has_picture


class TestPictures:
    def test_an_identity_card_is_scanned_in_colour_cropped_by_keys_and_replaced(
        self, page, take, office, officer, scanner
    ) -> None:
        scanner.pages = [card("teal")]
        page.open(take(A).id, QUERY)
        press(page, "F12")
        page.body.scan.choice.choose(2)
        press(page, "Tab")
        page.body.scan.row.scan.setFocus()
        press(page, "Return")
        assert scanner.asked[0].mode == "colour"
        page.body.scan.page.setFocus()
        press(page, "Space")
        press(page, "Space")
        for _ in range(6):
            press(page, "Shift+Left")
            press(page, "Shift+Up")
        assert "Góc dưới bên phải" in page.body.scan.page.accessibleDescription()
        page.body.scan.accept.setFocus()
        press(page, "Return")
        assert not page.scanning.is_open
        front = next(p for p in b.open_file(office, officer, A).pictures if p.role is PictureRole.IDENTITY_FRONT)
        assert (front.width, front.height) == pytest.approx((827 * 0.7, 1169 * 0.7), abs=2)
        with Image.open(io.BytesIO(office.gateways.pictures.read(front.sha256))) as image:
            assert image.mode == "RGB"
            assert image.getpixel((200, 200)) == pytest.approx((0, 128, 128), abs=8)

    def test_the_tool_of_a_picture_scans_that_picture(self, page, take) -> None:
        page.open(take(A).id, QUERY)
        page.body.photos.view_of(PictureRole.IDENTITY_BACK).setFocus()
        page.body.looks.actions["scan"].trigger()
        assert page.body.scan.role is PictureRole.IDENTITY_BACK

    def test_of_a_decided_file_only_the_form_can_be_scanned(self, page, take, office, officer) -> None:
        b.approve(office, officer, take(A))
        page.open(b.open_file(office, officer, A).id, QUERY)
        assert not page.body.photos.tools["add"].isEnabled()
        press(page, "F12")
        assert page.body.scan.choice.count <= 1


class TestCropping:
    def test_turned_straightened_and_cropped_as_it_was_seen(self) -> None:
        quarter = Image.new("RGB", (400, 200), "white")
        quarter.paste("red", (0, 0, 200, 100))
        kept = scan_edits.finish(png(quarter), Edits(1, 0.0, (0.5, 0.0, 1.0, 0.5)), "RGB")
        with Image.open(io.BytesIO(kept)) as image:
            assert image.size == (100, 200)
            assert image.getpixel((50, 100)) == pytest.approx((254, 0, 0), abs=4)

    def test_nearly_nothing_is_refused(self) -> None:
        with pytest.raises(Refused, match="crop-too-small"):
            scan_edits.finish(blank(), Edits(crop=(0.0, 0.0, 0.05, 0.05)), "L")

    @pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n", blank()[:-400]])
    def test_what_is_no_whole_picture_is_refused(self, data: bytes) -> None:
        with pytest.raises(Refused):
            scan_edits.draw(data, 100)

    def test_the_mouse_drags_a_corner_and_an_edge_never_passes_the_other(self, qtbot) -> None:
        view = CropView()
        qtbot.addWidget(view)
        view.resize(220, 420)
        view.show_image(scan_work.scan_picture(b.Quiet(), FakeScanner(blank()), "", ScanSettings()).image)
        far = QPointF(400, 400)
        corner = view._place().topLeft()
        for kind, at in (
            (QEvent.Type.MouseButtonPress, corner),
            (QEvent.Type.MouseMove, far),
            (QEvent.Type.MouseButtonRelease, far),
        ):
            left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
            QApplication.sendEvent(view, QMouseEvent(kind, at, view.mapToGlobal(at), left, left, none))
        assert view.edits.crop == pytest.approx((0.95, 0.95, 1.0, 1.0))
        view.turn(1)
        assert view.edits == Edits(1)


@needs_scanimage
def test_the_test_device_goes_the_whole_way(qtbot, office, officer, take, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.undo()  # this one reads in a process of its own, as at the counter
    sane = SaneScanner(sane_folder(tmp_path / "sane", 'test-picture "Grid"'))
    page = the_page(qtbot, desk_of(with_scanner(office, sane), officer))
    page.open(take(A).id, QUERY)
    press(page, "F12")
    assert "Noname frontend-tester" in page.body.scan.row.devices.currentText()
    press(page, "Return")
    assert page.body.scan.found.startswith("Không đọc được mã trên trang.")
    press(page, "Return")
    (signed,) = b.open_file(office, officer, A).signed
    assert max(signed.width, signed.height) == pytest.approx(2339, abs=30)


def test_a_file_in_the_watched_folder_is_taken_and_kept(page, take, office, officer, scanner, tmp_path) -> None:
    record = take(A)
    (tmp_path / "scan.png").write_bytes(printed(office, officer, record.id))
    both = MachineScanner(FakeScanner(device=""), lambda: str(tmp_path))
    scanner.devices, scanner.scan = both.devices, both.scan
    page.open(record.id, QUERY)
    press(page, "F12")
    assert page.body.scan.row.device == FOLDER
    press(page, "Return")
    press(page, "Return")
    assert b.open_file(office, officer, A).signed[0].source == "folder"
    assert (tmp_path / "done" / "scan.png").exists()


def test_the_verdict_stays_chosen_while_the_form_is_scanned(page, take, office, officer, scanner) -> None:
    record = take(A)
    scanner.pages = [printed(office, officer, record.id)]
    page.open(record.id, QUERY)
    for keys in ("F6", "F7", "F8", "F12", "Return", "Return"):
        press(page, keys)
    assert page.body.assessment.verdict is Verdict.VALID
    assert page.body.photos.compared == b.ALL_THREE
