# SPDX-License-Identifier: Apache-2.0
"""Sentences about assigning, questions to a supervisor, and second looks."""

from officer_desk.catalogue import translate


def working_sentences() -> dict[str, str]:
    """Give reason -> sentence in the language in use."""
    return {
        "note-too-long": translate("Refusal", "The note has more than {most} characters. Shorten it."),
        "officer-not-here": translate("Refusal", "This officer does not decide files of your office any more."),
        "officer-absent": translate("Refusal", "{name} is away. Choose somebody who is here."),
    }
