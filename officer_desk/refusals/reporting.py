# SPDX-License-Identifier: Apache-2.0
"""Sentences for the period report and for following the trace."""

from officer_desk.catalogue import translate


def reporting_sentences() -> dict[str, str]:
    """Give reason -> sentence in the language in use."""
    return {
        "report-format": translate(
            "Refusal", "A report is written as .pdf or .xlsx; {offender} is neither. Choose another name."
        ),
        "period-backwards": translate(
            "Refusal", "The first day of the period comes after its last. Change one of the two."
        ),
        "follow-unknown": translate(
            "Refusal", "There is no file and no officer {subject}. Look at the number or the name again."
        ),
        "follow-elsewhere": translate(
            "Refusal", "{subject} belongs to another office. Its supervisor or the administrator can follow it."
        ),
    }
