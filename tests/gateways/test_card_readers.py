# SPDX-License-Identifier: Apache-2.0
"""Reading in processes of their own: what hangs, crashes or wants all memory is ended, and the next is read."""

import ctypes
import random
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

from officer_desk.errors import Refused
from officer_desk.gateways.card_readers import CHECKER_VERSION, CardReaders
from officer_desk.gateways.reading_process import Lost, ReadingProcesses
from officer_desk.gateways.reading_server import Link, answer
from tests import photographed as cards
from tests.gateways.test_card_reading import encoded, mutated
from tests.photographed import Shot


@pytest.fixture
def readers():
    made = CardReaders()
    yield made
    made.close()


def test_a_picture_is_read_and_so_is_the_one_after_what_is_no_picture(readers) -> None:
    one = cards.person(2, new_card=True)
    data = cards.taken(cards.back(one), Shot())
    with pytest.raises(Refused, match="picture-not-a-picture"):
        readers.read(b"no picture", "0" * 64, False)
    reading = readers.read(data, "0" * 64, True)
    assert [code.text for code in reading.codes] == [cards.code_text(one)]
    assert reading.lines_tried
    assert reading.lines.lines == cards.lines_of(one)
    assert reading.version == CHECKER_VERSION
    assert not readers.read(data, "0" * 64, False).lines_tried


def test_closed_readers_read_no_more() -> None:
    readers = CardReaders()
    readers.close()
    with pytest.raises(Refused, match="reading-stopped"):
        readers.read(b"", "0" * 64, False)


def trouble(asked: object) -> object:
    if asked == "hang":
        while True:
            pass
    if asked == "crash":
        ctypes.string_at(0)
    if asked == "eat":
        try:
            return len(bytearray(2_000_000_000))
        except MemoryError:
            return "no memory"
    return asked


def serve_trouble(link: Link, seconds: float) -> None:
    answer(link, trouble, seconds=seconds, memory=300_000_000, patience=0.3)


@pytest.mark.skipif(sys.platform != "linux", reason="bounds of processor time and memory are Linux's")
def test_a_process_that_hangs_crashes_or_eats_memory_harms_only_itself() -> None:
    processes = ReadingProcesses(serve_trouble, 1, 1, "trouble")
    assert processes.ask("well") == "well"
    with pytest.raises(Lost) as lost:
        processes.ask("hang")
    assert lost.value.out_of_time
    with pytest.raises(Lost) as lost:
        processes.ask("crash")
    assert not lost.value.out_of_time
    assert processes.ask("eat") == "no memory"
    (worker,) = processes._all
    worker._process.join()  # nobody asked for a while: it ended by itself
    assert processes.ask("well") == "well"
    processes.close()


@pytest.mark.soak
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_thousand_mutated_pictures_take_neither_five_seconds_nor_a_gigabyte(readers) -> None:
    one = cards.person(2, new_card=True)
    dice = random.Random(9)
    kinds = [cards.taken(cards.back(one), Shot(width=900)), encoded(Image.effect_noise((5000, 4000), 90), 40)]
    for turn in range(1000):
        begun = time.process_time(), time.perf_counter()
        try:
            reading = readers.read(mutated(kinds[turn % 20 == 0], dice), "0" * 64, turn % 10 == 0)
        except Refused as refused:
            assert refused.reason.startswith("picture-")
        else:
            assert {code.text for code in reading.codes} <= {cards.code_text(one)}
        assert time.perf_counter() - begun[1] < 40
    for processes in (readers._codes, readers._lines):
        assert peak(processes._all[0]._process.pid) < 1_000_000_000


def peak(process: int) -> int:
    """Give the most memory that a process had at once."""
    line = next(line for line in Path(f"/proc/{process}/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024
