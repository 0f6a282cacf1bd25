# SPDX-License-Identifier: Apache-2.0
"""Sentences about files that expired."""

from officer_desk.catalogue import translate


def expiring_sentences() -> dict[str, str]:
    """Give reason -> sentence in the language in use."""
    return {
        "restore-too-late": translate(
            "Refusal", "The three days for bringing this file back are over; its data are destroyed."
        ),
        "restore-newer-file": translate(
            "Refusal", "The file cannot be brought back: file {number} took its place. Work on that one."
        ),
        "file-destroyed": translate(
            "Refusal", "The data of this file were destroyed after it expired. There is nothing to print or to change."
        ),
    }
