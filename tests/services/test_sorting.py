# SPDX-License-Identifier: Apache-2.0
"""The order of the list: the oldest first is one walk of the same index, not a sort of what happens to be loaded."""

from dataclasses import replace

import pytest
from sqlalchemy import event

from officer_desk.domain.records import SearchQuery
from officer_desk.domain.values import Queue
from officer_desk.services import declarations
from tests.views.listing import NEWEST, fill, many


@pytest.mark.parametrize("query", [SearchQuery("00101"), SearchQuery("00101", queue=Queue.WAITING)])
@pytest.mark.parametrize("oldest_first", [False, True])
def test_no_order_needs_a_sort(office, officer, query, oldest_first) -> None:
    fill(office, *many(3))
    asked: list[tuple[str, object]] = []
    wanted = replace(query, oldest_first=oldest_first, after=(NEWEST, 2))
    engine = office.database.engine

    def listen(_connection, _cursor, statement, parameters, _context, _many) -> None:
        asked.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", listen)
    office.ask(office.context(officer), declarations.search, wanted)
    event.remove(engine, "before_cursor_execute", listen)
    statement, parameters = next(one for one in asked if "ORDER BY" in one[0])
    with engine.connect() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
    words = " ".join(str(row[-1]) for row in plan)
    assert "USING INDEX ix_declaration_" in words
    assert "TEMP B-TREE" not in words


@pytest.mark.parametrize("oldest_first", [False, True])
def test_the_next_file_is_the_next_one_of_that_order(office, officer, ask, oldest_first) -> None:
    fill(office, *many(4))
    query = SearchQuery("00101", oldest_first=oldest_first)
    listed = [row.id for row in ask(declarations.search, query).rows]
    assert [ask(declarations.next_after, query, one) for one in listed[:-1]] == listed[1:]


def test_names_come_in_either_order(office, ask) -> None:
    fill(office, *many(30))
    for oldest_first in (False, True):
        query = SearchQuery("00101", text="Nguyễn Thu", oldest_first=oldest_first, limit=20)
        first = ask(declarations.search, query)
        last = first.rows[-1]
        rest = ask(declarations.search, replace(query, after=(last.submitted_at, last.id)))
        numbers = [row.number for row in (*first.rows, *rest.rows)]
        assert numbers == sorted(numbers, reverse=oldest_first)
        assert len(numbers) == 30
