# SPDX-License-Identifier: Apache-2.0
"""The table of acts, read row by row; and everything that it does not hold is refused."""

from itertools import product

import pytest

from officer_desk.domain.values import Role, State
from officer_desk.domain.workflow import RULES, UNDECIDED, Act, Facts, Rule, next_state
from officer_desk.errors import Refused


def facts_of(rule: Rule) -> Facts:
    before = rule.target if rule.act is Act.TAKE_BACK else None
    return Facts(bool(rule.missing), bool(rule.received), bool(rule.came), before=before)


@pytest.mark.parametrize("rule", RULES, ids=lambda r: f"{r.act}-{r.source}-{r.target}")
def test_each_row_leads_where_it_says(rule: Rule) -> None:
    for role in rule.roles:
        assert next_state(rule.act, rule.source, role, facts_of(rule)) is rule.target


def test_whatever_the_table_lacks_is_refused() -> None:
    given = product(Act, [None, *State], [None, *State], *[(False, True)] * 3)
    for act, source, before, missing, received, came in given:
        facts = Facts(missing, received, came, before=before)
        rows = [
            r
            for r in RULES
            if (r.act, r.source) == (act, source)
            and r.missing in (None, missing)
            and r.received in (None, received)
            and r.came in (None, came)
            and (act is not Act.TAKE_BACK or r.target is before)
        ]
        if not rows:
            with pytest.raises(Refused):
                next_state(act, source, Role.SUPERVISOR, facts)
        else:
            assert len({r.target for r in rows}) == 1


def test_out_of_a_decision_there_is_only_undo_reopening_and_bringing_back() -> None:
    ways = {rule.act for rule in RULES if rule.source is not None and rule.source not in UNDECIDED}
    assert ways == {Act.TAKE_BACK, Act.REOPEN, Act.BRING_BACK}


def test_only_a_supervisor_of_the_own_office_opens_a_decided_file_again() -> None:
    came = Facts(received=True)
    assert next_state(Act.REOPEN, State.APPROVED, Role.SUPERVISOR, came) is State.IN_PROGRESS
    for role in (Role.RECEPTION, Role.ADMINISTRATOR):
        with pytest.raises(Refused, match="may-not"):
            next_state(Act.REOPEN, State.APPROVED, role, came)
    with pytest.raises(Refused, match="may-not"):
        next_state(Act.REOPEN, State.APPROVED, Role.SUPERVISOR, Facts(received=True, own_office=False))


def test_who_came_never_expires() -> None:
    for state in (State.WAITING, State.INCOMPLETE):
        assert next_state(Act.EXPIRE, state, Role.ADMINISTRATOR, Facts()) is State.EXPIRED
        with pytest.raises(Refused, match="state-does-not-allow"):
            next_state(Act.EXPIRE, state, Role.ADMINISTRATOR, Facts(received=True))


def test_an_administrator_decides_nothing() -> None:
    for act in (Act.RECEIVE, Act.APPROVE, Act.REJECT, Act.SUPPLEMENT):
        with pytest.raises(Refused, match="may-not"):
            next_state(act, State.WAITING, Role.ADMINISTRATOR, Facts(came=True))


def test_a_waiting_registration_is_not_approved_before_the_citizen_came() -> None:
    with pytest.raises(Refused, match="citizen-not-here"):
        next_state(Act.APPROVE, State.WAITING, Role.RECEPTION, Facts())
