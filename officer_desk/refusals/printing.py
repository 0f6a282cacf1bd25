# SPDX-License-Identifier: Apache-2.0
"""Sentences for forms and printers."""

from officer_desk.catalogue import translate


def printing_sentences() -> dict[str, str]:
    """Give reason -> sentence in the language in use."""
    return {
        "no-printing-system": translate(
            "Refusal", "The printing system of this machine does not answer. The PDF can be saved."
        ),
        "printer-unknown": translate("Refusal", "There is no printer {printer}. Choose another one."),
        "printer-not-accepting": translate("Refusal", "The printer {printer} takes no jobs now. Choose another one."),
        "print-failed": translate(
            "Refusal", "The form could not be sent to {printer}. Nothing was printed or counted."
        ),
        "press-failed": translate(
            "Refusal", "The forms could not be put together. Nothing was printed or counted. Try again with fewer."
        ),
        "form-wording-broken": translate(
            "Refusal", "The wording file {file} has a fault ({what}). Ask the administrator to correct it."
        ),
        "form-unknown": translate("Refusal", "There is no version {template} of the form."),
        "form-does-not-fit": translate("Refusal", "The declaration is too long for one page, even in small letters."),
        "nothing-to-print": translate("Refusal", "Choose the form, the slip or both."),
        "payload-unknown": translate("Refusal", "This is not the QR code of a form."),
        "payload-forged": translate("Refusal", "The QR code was changed, or another office made it."),
    }
