# SPDX-License-Identifier: Apache-2.0
"""Sentences about taking a decision back and opening a file again."""

from officer_desk.catalogue import translate


def undoing_sentences() -> dict[str, str]:
    """Give reason -> sentence in the language in use."""
    return {
        "undo-too-late": translate(
            "Refusal", "It is too late to take this decision back. A supervisor can open the file again."
        ),
        "undo-not-yours": translate(
            "Refusal", "Another officer made this decision. Only he or a supervisor takes it back."
        ),
        "undo-instead": translate(
            "Refusal", "This decision can still be taken back. Use «Undo», nothing was sent yet."
        ),
        "newer-file": translate("Refusal", "File {number} took the place of this one meanwhile. Work on that one."),
        "setting-range": translate("Refusal", "The setting {name} must be between {least} and {most}, not {value}."),
    }
