# SPDX-License-Identifier: Apache-2.0
"""Sentences about changes of an account."""

from officer_desk.catalogue import translate


def change_sentences() -> dict[str, str]:
    """Give reason -> sentence."""
    return {
        "account-suspended": translate(
            "Refusal",
            "The account is suspended: file {number} was reopened. Nothing was recorded. Decide that file first.",
        ),
        "account-changed": translate(
            "Refusal",
            "The account was just changed by {by}, file {number}. Look at what is new, then decide again. "
            "What you typed is kept.",
        ),
        "no-account": translate(
            "Refusal",
            "This code has no account that could be changed. Nothing was recorded. "
            "Decide the registration first, or refuse this file and guide the citizen to register.",
        ),
    }
