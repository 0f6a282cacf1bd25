# SPDX-License-Identifier: Apache-2.0
"""Sentences for what belongs to one officer: exported lists and remembered screens."""

from officer_desk.catalogue import translate


def personal_sentences() -> dict[str, str]:
    """Give reason -> sentence in the language in use."""
    return {
        "export-format": translate(
            "Refusal", "A list is written as .xlsx or .csv; {offender} is neither. Choose another name."
        ),
        "preference-too-long": translate("Refusal", "This choice of columns cannot be remembered. It holds for today."),
    }
