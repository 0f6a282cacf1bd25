# SPDX-License-Identifier: Apache-2.0
"""Sentences about files in hand, assigning, questions to a supervisor, and second looks."""

from officer_desk.catalogue import translate


def working_sentences() -> dict[str, str]:
    """Give reason -> sentence in the language in use."""
    return {
        "claim-lost": translate(
            "Refusal", "{by} has the file in hand now. Nothing was recorded; what you typed is kept as a draft."
        ),
        "claimed": translate(
            "Refusal", "{by} has the file in hand. Nothing was recorded. Wait until it is free, or ask a supervisor."
        ),
        "assigning-names": translate(
            "Refusal", "Nobody is named. Write at least one user name, or choose another rule."
        ),
        "assigning-officer": translate("Refusal", "{name} is no officer in use who decides files. Correct the name."),
        "note-too-long": translate("Refusal", "The note has more than {most} characters. Shorten it."),
        "officer-not-here": translate("Refusal", "This officer does not decide files of your office any more."),
        "question-missing": translate("Refusal", "Write the question or the answer first."),
        "question-too-long": translate("Refusal", "This has more than {most} characters. Shorten it."),
        "question-open": translate("Refusal", "{by} asked about this file already. Wait for the answer."),
        "question-answered": translate("Refusal", "{by} answered this question already. Yours was not recorded."),
        "look-own": translate("Refusal", "This is your own decision. Somebody else looks at it again."),
        "look-done": translate("Refusal", "This decision was looked at already, or does not stand any more."),
        "look-settled": translate("Refusal", "This disagreement was settled already."),
        "waits-for-look": translate(
            "Refusal", "The decision of file {number} about this account waits for a second look. Wait for that first."
        ),
        "officer-absent": translate("Refusal", "{name} is away. Choose somebody who is here."),
    }
