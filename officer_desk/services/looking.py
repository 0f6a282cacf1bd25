# SPDX-License-Identifier: Apache-2.0
"""Which decisions a second officer looks at: a share by lot, and all under a rule; what they wait for meanwhile.

The lot is drawn from the act's key by the office's own: the same act sent twice draws the same, and nobody who has not
the office's key can tell beforehand.
"""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from officer_desk.domain.names import fold
from officer_desk.domain.permissions import PERMITTED, Task
from officer_desk.domain.records import Declared
from officer_desk.domain.values import Role, Verdict
from officer_desk.errors import Refused
from officer_desk.models.tables import Account, Assessment, Declaration, HeldDecision, Officer, Picture, SecondLook
from officer_desk.services.beside import HOLDING, TO_DO
from officer_desk.services.context import Context
from officer_desk.services.file_records import declared_of, related_files, wanted_contact

_LOT = 16**8
_THIRD = 3
_FINAL = (Verdict.VALID, Verdict.INVALID)
_LOOKING = tuple(role for role, tasks in PERMITTED.items() if Task.LOOK_AGAIN in tasks)


def begin(session: Session, context: Context, declaration: Declaration) -> bool:
    """Let the decision that was just made be looked at again, where that is due; says whether it waits for that.

    Where nobody is there who could look, it takes effect, and is listed for a later look.
    """
    judged = session.scalar(select(Assessment).where(Assessment.act_key == context.act_key))
    if judged is None or judged.verdict is None or judged.verdict not in _FINAL:
        return False
    why = whys(session, context, declaration, judged)
    if not why:
        return False
    waits = somebody_looks(session, context.actor.office_code, judged.officer_id)
    session.add(
        SecondLook(
            declaration_id=declaration.id,
            office_code=context.actor.office_code,
            act_key=judged.act_key,
            why=list(why),
            asked_at=context.now,
            first_officer_id=judged.officer_id,
            first_verdict=judged.verdict,
            status="open" if waits else "later",
            reasons=[],
            note="",
        )
    )
    session.flush()
    return waits


def whys(session: Session, context: Context, declaration: Declaration, judged: Assessment) -> tuple[str, ...]:
    """Say why a decision is looked at again; nothing: it is not."""
    rules, percent = context.settings.second_look_rules, context.settings.second_look_percent
    found = _under_a_rule(session, context, declaration, judged) if rules == "yes" else []
    if by_lot(context, judged.act_key, percent):
        found.append("random")
    return tuple(found)


def _under_a_rule(session: Session, context: Context, declaration: Declaration, judged: Assessment) -> list[str]:
    declared = declared_of(declaration)
    found: list[str] = []
    if judged.confirmed_registry_name is not None:
        found.append("near-name")
    if any(other.what != "same-person" and not other.allowed for other in related_files(session, declared, None)):
        found.append("shared-phone")
    if _shares_picture(session, declaration):
        found.append("shared-picture")
    if judged.verdict is Verdict.INVALID and _refusals(session, declared.insurance_code) >= _THIRD:
        found.append("third-refusal")
    return found + _his_own(session, context, declared)


def by_lot(context: Context, act_key: str, percent: int) -> bool:
    """Draw: the same for the same act, so often as the share says."""
    drawn = int(context.gateways.keys.digest("second-look", act_key)[:8], 16)
    return drawn * 100 < percent * _LOT


def close(session: Session, declaration_id: int) -> None:
    """A file's decision does not stand any more: nobody has to look at it."""
    unsettled = SecondLook.status.in_((*TO_DO, "disagreed"))
    for look in session.scalars(select(SecondLook).where(SecondLook.declaration_id == declaration_id, unsettled)):
        look.status = "taken-back"


def waits(session: Session, held: HeldDecision) -> bool:
    """Say whether a decision waits for a second look, or for a supervisor's word about it."""
    where = (SecondLook.act_key == held.act_key, SecondLook.status.in_(HOLDING))
    return session.scalar(select(SecondLook.id).where(*where)) is not None


def demand_free(session: Session, account: Account, declaration_id: int) -> None:
    """Raise `Refused("waits-for-look", number=)` when another decision about the account waits for a second look."""
    others = (HeldDecision.account_id == account.id, HeldDecision.declaration_id != declaration_id)
    for held in session.scalars(select(HeldDecision).where(*others)):
        if waits(session, held):
            number = session.scalar(select(Declaration.number).where(Declaration.id == held.declaration_id))
            raise Refused("waits-for-look", number=number)


def let_go(session: Session, context: Context, office_code: str) -> int:
    """Let decisions take effect that nobody is left to look at; they stay listed for a later look. Gives how many.

    To be called when somebody went away who could have looked.
    """
    session.flush()
    rows = select(SecondLook).where(SecondLook.office_code == office_code, SecondLook.status == "open")
    alone = [row for row in session.scalars(rows) if not somebody_looks(session, office_code, row.first_officer_id)]
    for row in alone:
        row.status = "later"
    return len(alone)


def somebody_looks(session: Session, office_code: str, first_officer_id: int) -> bool:
    """Say whether somebody else is there who may look, and whether the office has a supervisor for disagreements."""
    of_office = (Officer.office_code == office_code, Officer.active.is_(True))
    other = select(Officer.id).where(
        *of_office,
        Officer.role.in_(_LOOKING),
        Officer.id != first_officer_id,
        Officer.absent_since.is_(None),
        Officer.locked_at.is_(None),
    )
    settles = select(Officer.id).where(*of_office, Officer.role == Role.SUPERVISOR)
    return session.scalar(other.limit(1)) is not None and session.scalar(settles.limit(1)) is not None


def waiting(session: Session, declaration_id: int) -> SecondLook | None:
    """Give the second look that is to be done at a file."""
    where = (SecondLook.declaration_id == declaration_id, SecondLook.status.in_(TO_DO))
    return session.scalar(select(SecondLook).where(*where).order_by(SecondLook.id.desc()).limit(1))


def _shares_picture(session: Session, declaration: Declaration) -> bool:
    own = select(Picture.sha256).where(Picture.declaration_id == declaration.id, Picture.superseded_at.is_(None))
    others = (
        select(Picture.id)
        .join(Declaration, Declaration.id == Picture.declaration_id)
        .where(Picture.sha256.in_(own), Declaration.insurance_code != declaration.insurance_code)
    )
    return session.scalar(others.limit(1)) is not None


def _refusals(session: Session, insurance_code: str) -> int:
    """Count the refusals of a person's files that stand, this one included."""
    standing = (Assessment.verdict == Verdict.INVALID, Assessment.taken_back_at.is_(None))
    files = select(Declaration.id).where(Declaration.insurance_code == insurance_code)
    return session.scalar(select(func.count()).where(Assessment.declaration_id.in_(files), *standing)) or 0


def _his_own(session: Session, context: Context, declared: Declared) -> list[str]:
    """Say whether the file has the deciding officer's phone or name."""
    officer = session.get(Officer, context.actor.officer_id)
    if officer is None:
        return []
    found: list[str] = []
    if officer.phone is not None and officer.phone in {declared.phone, wanted_contact(declared)[0]}:
        found.append("own-phone")
    guardian = () if declared.guardian is None else (declared.guardian.full_name,)
    changed = () if declared.changes is None else (declared.changes.full_name or "",)
    if fold(officer.full_name) in {fold(name) for name in (declared.full_name, *guardian, *changed)}:
        found.append("own-name")
    return found
