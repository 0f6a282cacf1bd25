# SPDX-License-Identifier: Apache-2.0
"""The household registry (HGĐ): asking again for a file, and tracing that a new extract was loaded."""

from sqlalchemy.orm import Session

from officer_desk.domain.permissions import Task, demand
from officer_desk.domain.records import HgdReply
from officer_desk.services.context import Context
from officer_desk.services.file_records import ask_registry, declared_of, keep_answer
from officer_desk.services.steps import load_whole, trace


def ask_again(session: Session, context: Context, declaration_id: int) -> HgdReply:
    """Ask HGĐ once more for the code and name of a file; the board counts by what it answers."""
    declaration = load_whole(session, declaration_id)
    reply = ask_registry(context, declared_of(declaration))
    keep_answer(declaration, reply)
    return reply


def extract_loaded(session: Session, context: Context, people: int, sha256: str) -> None:
    """Trace that the registry's extract was replaced: how many people, and the digest of the file."""
    demand(context.actor.role, Task.LOAD_REGISTRY)
    trace(session, context, "load-registry", "households", {"people": people, "sha256": sha256})
