# SPDX-License-Identifier: Apache-2.0
"""Who has a file in hand, in words. Without widgets."""

from officer_desk.catalogue import translate
from officer_desk.domain.records import ClaimRecord, DeclarationRecord


def fence_of(record: DeclarationRecord) -> int | None:
    """Give the number under which this window has a file in hand; None: it has it not."""
    return record.claim.fence if record.claim is not None and record.claim.mine else None


def holder(claim: ClaimRecord) -> str:
    """Name who has a file in hand: «Nguyễn A, quầy 3»."""
    return ", ".join(filter(None, (claim.officer_name, claim.counter)))


def in_other_hands(record: DeclarationRecord) -> str:
    """Say why nothing can be done with a file that somebody else has in hand; empty when it is free or ours."""
    if record.claim is None or record.claim.mine:
        return ""
    return translate("Claim", "In the hands of {name}.").format(name=holder(record.claim))
