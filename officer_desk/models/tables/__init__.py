# SPDX-License-Identifier: Apache-2.0
"""The tables of the desk. Times are UTC; personal values never leave the rows that a later purge can overwrite."""

from officer_desk.models.tables.accounts import Account, AccountChange
from officer_desk.models.tables.desk import Desk, Draft, Mark, Office, Officer, Preference, RecoveryCode, UsedCode
from officer_desk.models.tables.files import Assessment, Declaration, FormPrint, HeldDecision, Picture
from officer_desk.models.tables.outbox import DeliveryAttempt, OutboxMessage
from officer_desk.models.tables.papers import SignedPage
from officer_desk.models.tables.readings import PictureReading
from officer_desk.models.tables.trace import TraceEntry, TraceHead
from officer_desk.models.tables.working import Assignment, Claim, Escalation, SecondLook

__all__ = [
    "Account",
    "AccountChange",
    "Assessment",
    "Assignment",
    "Claim",
    "Declaration",
    "DeliveryAttempt",
    "Desk",
    "Draft",
    "Escalation",
    "FormPrint",
    "HeldDecision",
    "Mark",
    "Office",
    "Officer",
    "OutboxMessage",
    "Picture",
    "PictureReading",
    "Preference",
    "RecoveryCode",
    "SecondLook",
    "SignedPage",
    "TraceEntry",
    "TraceHead",
    "UsedCode",
]
