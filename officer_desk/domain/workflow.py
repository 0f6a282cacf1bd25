# SPDX-License-Identifier: Apache-2.0
"""The one table of acts: from which state to which, by whom, and at which office.

The states are the desk's own choice (nobody outside knows tnhs's list); the seeds fix the acts. What an act needs
beside state, role and office (a reason, HGĐ, compared papers) is checked by the service that does it.
"""

from dataclasses import dataclass
from enum import StrEnum

from officer_desk.domain.values import Kind, Role, State
from officer_desk.errors import Refused


class Act(StrEnum):
    """What can be done to a file; the names stand in the trace."""

    IMPORT = "import"
    RECEIVE = "receive"
    SUPPLEMENT = "ask-supplement"
    COMPLETE = "pictures-complete"
    APPROVE = "record-valid"
    REJECT = "record-invalid"
    WITHDRAW = "withdraw"
    TAKE_BACK = "take-back"
    REOPEN = "reopen"
    EXPIRE = "expire"
    BRING_BACK = "bring-back"


class At(StrEnum):
    """Whose files: any agency serves any citizen (seed 004: no buck-passing)."""

    OWN_OFFICE = "own-office"
    ANY_OFFICE = "any-office"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row. `missing`, `received` and `came` are facts that the row asks for; None: it does not matter.

    `missing`: required pictures are missing. `received`: the citizen came earlier. `came`: no further visit is
    needed, because he stands at the counter now or the file needs none (`needs_no_visit`).
    """

    act: Act
    source: State | None
    target: State
    missing: bool | None = None
    received: bool | None = None
    came: bool | None = None
    roles: frozenset[Role] = frozenset({Role.RECEPTION, Role.SUPERVISOR})
    at: At = At.ANY_OFFICE


_W, _P, _I = State.WAITING, State.IN_PROGRESS, State.INCOMPLETE
_EVERYBODY = frozenset(Role)
_SUPERVISORS = frozenset({Role.SUPERVISOR})
_BY_ITSELF = frozenset({Role.ADMINISTRATOR})

RULES: tuple[Rule, ...] = (
    Rule(Act.IMPORT, None, _W, missing=False, roles=_EVERYBODY),
    Rule(Act.IMPORT, None, _I, missing=True, roles=_EVERYBODY),
    Rule(Act.RECEIVE, _W, _P, missing=False),
    Rule(Act.RECEIVE, _W, _I, missing=True),
    Rule(Act.RECEIVE, _I, _P, missing=False),
    Rule(Act.RECEIVE, _I, _I, missing=True),
    Rule(Act.SUPPLEMENT, _W, _I),
    Rule(Act.SUPPLEMENT, _P, _I),
    Rule(Act.COMPLETE, _I, _P, missing=False, received=True),
    Rule(Act.COMPLETE, _I, _W, missing=False, received=False),
    Rule(Act.APPROVE, _P, State.APPROVED),
    Rule(Act.APPROVE, _W, State.APPROVED, came=True),
    Rule(Act.REJECT, _W, State.REJECTED),
    Rule(Act.REJECT, _P, State.REJECTED),
    Rule(Act.REJECT, _I, State.REJECTED),
    Rule(Act.WITHDRAW, _W, State.WITHDRAWN, roles=_EVERYBODY),
    Rule(Act.WITHDRAW, _P, State.WITHDRAWN, roles=_EVERYBODY),
    Rule(Act.WITHDRAW, _I, State.WITHDRAWN, roles=_EVERYBODY),
    # «Hoàn tác» goes back to where the decision was made from.
    Rule(Act.TAKE_BACK, State.APPROVED, _P),
    Rule(Act.TAKE_BACK, State.APPROVED, _W),
    Rule(Act.TAKE_BACK, State.REJECTED, _W),
    Rule(Act.TAKE_BACK, State.REJECTED, _P),
    Rule(Act.TAKE_BACK, State.REJECTED, _I),
    Rule(Act.TAKE_BACK, _I, _W),
    Rule(Act.TAKE_BACK, _I, _P),
    Rule(Act.TAKE_BACK, State.WITHDRAWN, _W, roles=_EVERYBODY),
    Rule(Act.TAKE_BACK, State.WITHDRAWN, _P, roles=_EVERYBODY),
    Rule(Act.TAKE_BACK, State.WITHDRAWN, _I, roles=_EVERYBODY),
    Rule(Act.REOPEN, State.APPROVED, _P, received=True, roles=_SUPERVISORS, at=At.OWN_OFFICE),
    Rule(Act.REOPEN, State.APPROVED, _W, received=False, roles=_SUPERVISORS, at=At.OWN_OFFICE),
    Rule(Act.REOPEN, State.REJECTED, _P, received=True, roles=_SUPERVISORS, at=At.OWN_OFFICE),
    Rule(Act.REOPEN, State.REJECTED, _W, received=False, missing=False, roles=_SUPERVISORS, at=At.OWN_OFFICE),
    Rule(Act.REOPEN, State.REJECTED, _I, received=False, missing=True, roles=_SUPERVISORS, at=At.OWN_OFFICE),
    # The ten days are over and the citizen never came: only the desk itself, or its administrator, does this.
    Rule(Act.EXPIRE, _W, State.EXPIRED, received=False, roles=_BY_ITSELF),
    Rule(Act.EXPIRE, _I, State.EXPIRED, received=False, roles=_BY_ITSELF),
    Rule(Act.BRING_BACK, State.EXPIRED, _W, missing=False),
    Rule(Act.BRING_BACK, State.EXPIRED, _I, missing=True),
)

UNDECIDED = frozenset({_W, _P, _I})


@dataclass(frozen=True, slots=True)
class Facts:
    """What the table needs to know of a file beside its state."""

    missing: bool = False
    received: bool = False
    came: bool = False
    own_office: bool = True
    before: State | None = None
    """From where the decision was made that is now taken back."""


def next_state(act: Act, state: State | None, role: Role, facts: Facts) -> State:
    """Give the state after the act.

    Raises `Refused`: "may-not" (role or office), "citizen-not-here", or "state-does-not-allow" with the state.
    """
    rows = [rule for rule in RULES if rule.act is act and rule.source is state and _fits(rule, facts)]
    if not rows:
        if act is Act.APPROVE and state is _W:
            raise Refused("citizen-not-here")
        raise Refused("state-does-not-allow", act=act, state=state)
    allowed = [rule for rule in rows if role in rule.roles and (facts.own_office or rule.at is At.ANY_OFFICE)]
    if not allowed:
        raise Refused("may-not", act=act)
    return allowed[0].target


def demand_role(act: Act, role: Role) -> None:
    """Raise `Refused("may-not")` for a role to which no row of the table gives this act."""
    if not any(rule.act is act and role in rule.roles for rule in RULES):
        raise Refused("may-not", act=act)


def may(act: Act, state: State, role: Role) -> bool:
    """Say whether a role finds the act open in this state, whatever the other facts (for buttons)."""
    return any(rule.act is act and rule.source is state and role in rule.roles for rule in RULES)


def needs_no_visit(kind: Kind, *, has_guardian: bool) -> bool:
    """Say whether a file may be approved without a visit: a change, a child through its parent (CV 702/2021)."""
    return kind is Kind.CHANGE or (kind is Kind.CHILD and has_guardian)


def _fits(rule: Rule, facts: Facts) -> bool:
    return (
        rule.missing in (None, facts.missing)
        and rule.received in (None, facts.received)
        and rule.came in (None, facts.came)
        and (rule.act is not Act.TAKE_BACK or rule.target is facts.before)
    )
