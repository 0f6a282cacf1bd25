# SPDX-License-Identifier: Apache-2.0
"""The shipped lists of administrative units are whole, quick to read, and answer any thread."""

import csv
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from officer_desk import resources
from officer_desk.domain.records import Address
from officer_desk.gateways.units import Units


@pytest.mark.parametrize(("scheme", "counts"), [("2020", (63, 705, 10_599)), ("2025", (34, 0, 3_321))])
def test_a_list_is_whole_and_every_unit_lies_in_one_above(scheme: str, counts: tuple[int, int, int]) -> None:
    with (resources.folder() / "units" / f"units_{scheme}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    codes = {row["code"] for row in rows}
    assert tuple(sum(len(row["code"]) == width for row in rows) for width in (2, 3, 5)) == counts
    assert len(codes) == len(rows) == len(Units.load().names(scheme))
    above = {2: 0, 3: 2, 5: 3 if scheme == "2020" else 2}
    assert all(len(row["parent"]) == above[len(row["code"])] for row in rows)
    assert all(row["parent"] in codes for row in rows if row["parent"])


def test_both_schemes_give_an_address_its_names() -> None:
    units = Units.load()
    old = units.address_text(Address("2020", "01", "005", "00163", "Tổ 13"))
    new = units.address_text(Address("2025", "01", None, "00004", "Tổ 3"))
    assert (old, new) == ("Tổ 13, Phường Mai Dịch, Quận Cầu Giấy, Hà Nội", "Tổ 3, Phường Ba Đình, Hà Nội")
    assert (units.province_name("79"), units.province_name("46"), units.province_name("46", "2025")) == (
        "Hồ Chí Minh",
        "Thừa Thiên Huế",
        "Huế",
    )


def test_what_is_not_known_stands_as_itself() -> None:
    units = Units.load()
    assert units.province_name("99") == "99"
    assert units.address_text(Address("2035", "01", None, "00004", "")) == "00004, 01"


def test_reading_both_lists_takes_no_time_to_speak_of() -> None:
    units = Units.load()
    started = time.thread_time()
    units.province_name("01", "2020"), units.province_name("01", "2025")
    assert time.thread_time() - started < 0.06


def test_many_threads_may_ask_at_once() -> None:
    units = Units.load()
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: units.province_name("01"), range(64)))
    assert found == {"Hà Nội"}
