# SPDX-License-Identifier: Apache-2.0
"""The sentence of every reason that a `DeskError` can have: what happened, what stays, what to do."""

from officer_desk.refusals.changes import change_sentences
from officer_desk.refusals.delivery import delivery_sentences
from officer_desk.refusals.desk import desk_sentences
from officer_desk.refusals.expiring import expiring_sentences
from officer_desk.refusals.office import office_sentences
from officer_desk.refusals.packages import package_sentences
from officer_desk.refusals.personal import personal_sentences
from officer_desk.refusals.printing import printing_sentences
from officer_desk.refusals.reporting import reporting_sentences
from officer_desk.refusals.safety import safety_sentences
from officer_desk.refusals.signed import signed_sentences
from officer_desk.refusals.undoing import undoing_sentences
from officer_desk.refusals.working import working_sentences


def sentences() -> dict[str, str]:
    """Give reason -> sentence in the language in use; `{facts}` are filled in by `texts.sentence`."""
    return {
        **desk_sentences(),
        **delivery_sentences(),
        **change_sentences(),
        **expiring_sentences(),
        **office_sentences(),
        **package_sentences(),
        **personal_sentences(),
        **printing_sentences(),
        **reporting_sentences(),
        **safety_sentences(),
        **signed_sentences(),
        **undoing_sentences(),
        **working_sentences(),
    }
