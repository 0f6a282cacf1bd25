# SPDX-License-Identifier: Apache-2.0
"""Scanners: SANE's test device gives real pages and real troubles; a folder gives whole files and loses none."""

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from officer_desk.errors import DeskError, Refused, Unavailable
from officer_desk.gateways.scanners import (
    FOLDER,
    MachineScanner,
    SaneScanner,
    ScannerDevice,
    ScanSettings,
    WatchedFolder,
    WiaScanner,
    wia,
)
from tests import building as b
from tests.gateways.scanning import DEVICE, FakeScanner, Watching, needs_scanimage, sane_folder

GLASS, FEEDER = ScanSettings(dpi=75), ScanSettings(dpi=50, feeder=True)


def sane(folder: Path, *lines: str, patience: float = 30) -> SaneScanner:
    return SaneScanner(sane_folder(folder, *lines), patience)


@needs_scanimage
class TestSane:
    def test_the_device_is_found_by_name(self, tmp_path: Path) -> None:
        assert sane(tmp_path).devices() == (ScannerDevice("test:0", "Noname frontend-tester"),)

    def test_a_page_from_the_glass_is_grey_and_as_fine_as_wanted(self, tmp_path: Path) -> None:
        (page,) = sane(tmp_path).scan(DEVICE, ScanSettings(), Watching())
        with Image.open(io.BytesIO(page)) as image:
            assert (image.mode, image.format) == ("L", "PNG")
            assert image.width == pytest.approx(200 / 25.4 * 300, abs=3)

    def test_a_card_is_scanned_in_colour(self, tmp_path: Path) -> None:
        (page,) = sane(tmp_path, 'test-picture "Color pattern"').scan(DEVICE, ScanSettings(75, "colour"), Watching())
        with Image.open(io.BytesIO(page)) as image:
            assert image.mode == "RGB"
            assert len(image.getcolors(1 << 20) or ()) > 8

    def test_the_feeder_gives_its_pages_until_it_is_empty(self, tmp_path: Path) -> None:
        watch = Watching()
        assert len(list(sane(tmp_path).scan(DEVICE, FEEDER, watch))) == 10

    @pytest.mark.parametrize(
        ("status", "reason", "kind"),
        [
            ("JAMMED", "scanner-jam", Refused),
            ("COVER_OPEN", "scanner-cover", Refused),
            ("DEVICE_BUSY", "scanner-busy", Refused),
            ("NO_DOCS", "feeder-empty", Refused),
            ("ACCESS_DENIED", "scanner-denied", Unavailable),
            ("IO_ERROR", "scanner-failed", Unavailable),
        ],
    )
    @pytest.mark.parametrize("settings", [GLASS, FEEDER])
    def test_each_trouble_has_its_reason(
        self, tmp_path: Path, status: str, reason: str, kind: type[DeskError], settings: ScanSettings
    ) -> None:
        scanner = sane(tmp_path, f'read-status-code "SANE_STATUS_{status}"')
        with pytest.raises(kind, match=reason):
            list(scanner.scan(DEVICE, settings, Watching()))

    def test_cancelling_ends_the_program_at_once_and_leaves_nothing_behind(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "temporary").mkdir()
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
        scanner = sane(tmp_path / "sane", "read-delay true", "read-delay-duration 200000", "read-limit true")
        watch = Watching(stop_after=1)
        assert list(scanner.scan(DEVICE, ScanSettings(), watch)) == []
        assert watch.cancelled
        assert list((tmp_path / "temporary").iterdir()) == []

    def test_a_device_that_is_gone_says_so(self, tmp_path: Path) -> None:
        with pytest.raises(Unavailable, match="scanner-gone"):
            list(sane(tmp_path).scan("test:7", GLASS, Watching()))

    def test_a_scanner_that_stands_still_is_given_up(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        program = tmp_path / "scanimage"
        program.write_text('#!/bin/sh\ncase "$*" in *-A*) exit 0;; esac\nexec sleep 60\n', "utf-8")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
        with pytest.raises(Unavailable, match="scanner-silent"):
            list(SaneScanner(patience=0.3).scan(DEVICE, GLASS, Watching()))


def test_without_the_program_there_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    for scanner in (SaneScanner(), WiaScanner(Path("wia.ps1"))):
        with pytest.raises(Unavailable, match="no-scan-program"):
            scanner.devices()


class TestFolder:
    """A watched folder; `pause` is where a test lets the scanner write on."""

    @staticmethod
    def watched(folder: Path, pause: Callable[[], None] = lambda: None) -> WatchedFolder:
        return WatchedFolder(folder, pause)

    def test_a_whole_file_is_given_once_and_kept(self, tmp_path: Path) -> None:
        (tmp_path / "scan 2.jpg").write_bytes(b.picture("red"))
        (tmp_path / "scan 10.jpg").write_bytes(b.picture("white"))
        folder = self.watched(tmp_path)
        assert list(folder.scan(FOLDER, GLASS, Watching())) == [b.picture("red")]
        assert list(folder.scan(FOLDER, GLASS, Watching())) == [b.picture("white")]
        assert sorted(path.name for path in (tmp_path / "done").iterdir()) == ["scan 10.jpg", "scan 2.jpg"]
        assert folder.files() == []

    def test_a_file_that_still_grows_or_has_no_end_is_left_alone(self, tmp_path: Path) -> None:
        whole = b.picture("red", (400, 400))
        growing, cut = tmp_path / "a.jpg", tmp_path / "b.jpg"
        growing.write_bytes(whole)
        cut.write_bytes(whole[: len(whole) // 2])
        (tmp_path / "c.pdf").write_bytes(b"%PDF-1.7 and no end yet")
        (tmp_path / "d.jpg").touch()

        def write_on() -> None:
            with growing.open("ab") as file:
                file.write(b" ")

        assert self.watched(tmp_path, write_on).whole() == []
        assert self.watched(tmp_path).whole() == [growing]
        assert list(self.watched(tmp_path, write_on).scan(FOLDER, GLASS, Watching(stop_after=3))) == []
        assert cut.exists()

    def test_a_name_that_is_taken_in_done_loses_nothing(self, tmp_path: Path) -> None:
        folder = self.watched(tmp_path)
        for colour in ("red", "white", "blue"):
            (tmp_path / "scan.jpg").write_bytes(b.picture(colour))
            list(folder.scan(FOLDER, GLASS, Watching()))
        kept = {path.read_bytes() for path in (tmp_path / "done").iterdir()}
        assert kept == {b.picture(colour) for colour in ("red", "white", "blue")}

    def test_a_page_that_nobody_took_stays_where_it_is(self, tmp_path: Path) -> None:
        (tmp_path / "scan.jpg").write_bytes(b.picture("red"))
        pages = self.watched(tmp_path).scan(FOLDER, GLASS, Watching())
        next(pages)
        pages.close()
        assert (tmp_path / "scan.jpg").exists()

    def test_a_folder_that_is_gone_says_so(self, tmp_path: Path) -> None:
        with pytest.raises(Unavailable, match="scan-folder-gone"):
            list(self.watched(tmp_path / "none").scan(FOLDER, GLASS, Watching()))

    def test_it_stands_among_the_devices_also_where_no_program_is(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        both = MachineScanner(FakeScanner(), lambda: str(tmp_path))
        assert [device.id for device in both.devices()] == ["flat:1", FOLDER]
        monkeypatch.setenv("PATH", "")
        assert [device.id for device in MachineScanner(SaneScanner(), lambda: str(tmp_path)).devices()] == [FOLDER]
        with pytest.raises(Unavailable, match="no-scan-program"):
            MachineScanner(SaneScanner(), lambda: "").devices()


class TestWindows:
    """A program in PowerShell's place: it says what the script would say. The script itself runs on Windows only."""

    @staticmethod
    def scanner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *lines: str) -> WiaScanner:
        program = tmp_path / "powershell"
        program.write_text("#!/bin/sh\n" + "\n".join(lines) + "\n", "utf-8")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
        return WiaScanner(Path("wia.ps1"))

    def test_the_script_is_told_what_is_wanted(self) -> None:
        told = wia.arguments("{6BDD}\\0001", ScanSettings(300, "grey", feeder=True), Path("C:/Temp"))
        assert told == ["-Device", "{6BDD}\\0001", "-Dpi", "300", "-Mode", "grey", "-Folder", "C:/Temp", "-Feeder"]
        command = WiaScanner(Path("wia.ps1")).command("powershell.exe", *told)
        assert command[:7] == [
            "powershell.exe", "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File", "wia.ps1",
        ]  # fmt: skip

    def test_devices_are_read_from_its_lines(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        scanner = self.scanner(tmp_path, monkeypatch, r"printf 'DEVICE\t{A}\\0001\tMáy quét Canon\r\nnoise\n'")
        assert scanner.devices() == (ScannerDevice("{A}\\0001", "Máy quét Canon"),)

    def test_pages_are_read_as_they_come(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("1", "2"):
            (tmp_path / name).write_bytes(name.encode())
        says = (rf"printf 'PAGE\t{tmp_path}/1\nPAGE\t{tmp_path}/2\nERROR\tempty\n'",)
        scanner = self.scanner(tmp_path, monkeypatch, *says)
        assert list(scanner.scan("{A}", FEEDER, Watching())) == [b"1", b"2"]

    @pytest.mark.parametrize(
        ("word", "reason"),
        [
            ("jam", "scanner-jam"),
            ("cover", "scanner-cover"),
            ("busy", "scanner-busy"),
            ("empty", "feeder-empty"),
            ("gone", "scanner-gone"),
            ("denied", "scanner-denied"),
            ("no-feeder", "scanner-no-feeder"),
            ("failed", "scanner-failed"),
        ],
    )
    def test_its_errors_have_their_reasons(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, word: str, reason: str
    ) -> None:
        scanner = self.scanner(tmp_path, monkeypatch, rf"printf 'ERROR\t{word}\n'; exit 1")
        with pytest.raises(DeskError, match=reason):
            list(scanner.scan("{A}", GLASS, Watching()))
