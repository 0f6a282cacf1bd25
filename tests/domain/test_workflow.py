# SPDX-License-Identifier: Apache-2.0
"""The table of acts, read row by row; and everything that it does not hold is refused."""

from itertools import product

import pytest

from officer_desk.domain.values import Role, State
from officer_desk.domain.workflow import RULES, UNDECIDED, Act, Facts, Rule, next_state
from officer_desk.errors import Refused


def facts_of(rule: Rule) -> Facts:
    return Facts(bool(rule.missing), bool(rule.received), bool(rule.came))


@pytest.mark.parametrize("rule", RULES, ids=lambda r: f"{r.act}-{r.source}-{r.target}")
def test_each_row_leads_where_it_says(rule: Rule) -> None:
    for role in rule.roles:
        assert next_state(rule.act, rule.source, role, facts_of(rule)) is rule.target


def test_whatever_the_table_lacks_is_refused() -> None:
    for act, source, missing, received, came in product(Act, [None, *State], *[(False, True)] * 3):
        facts = Facts(missing, received, came)
        rows = [
            r
            for r in RULES
            if (r.act, r.source) == (act, source)
            and r.missing in (None, missing)
            and r.received in (None, received)
            and r.came in (None, came)
        ]
        if not rows:
            with pytest.raises(Refused):
                next_state(act, source, Role.SUPERVISOR, facts)
        else:
            assert len({r.target for r in rows}) == 1


def test_a_decided_file_has_no_way_on() -> None:
    assert {rule.source for rule in RULES if rule.source is not None} == UNDECIDED


def test_an_administrator_decides_nothing() -> None:
    for act in (Act.RECEIVE, Act.APPROVE, Act.REJECT, Act.SUPPLEMENT):
        with pytest.raises(Refused, match="may-not"):
            next_state(act, State.WAITING, Role.ADMINISTRATOR, Facts(came=True))


def test_a_waiting_registration_is_not_approved_before_the_citizen_came() -> None:
    with pytest.raises(Refused, match="citizen-not-here"):
        next_state(Act.APPROVE, State.WAITING, Role.RECEPTION, Facts())
