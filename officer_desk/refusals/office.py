# SPDX-License-Identifier: Apache-2.0
"""Sentences for what the administrator does: officers, the office's data, texts and settings."""

from officer_desk.catalogue import translate


def office_sentences() -> dict[str, str]:
    """Give reason -> sentence in the language in use."""
    return {**_officers(), **_texts(), **_settings()}


def _officers() -> dict[str, str]:
    return {
        "session-ended": translate(
            "Refusal",
            "Your work at the desk has ended: the administrator locked or changed your sign-in. Sign in again, or ask.",
        ),
        "last-administrator": translate(
            "Refusal", "{name} is the last administrator in use. Add another one first; nothing was changed."
        ),
        "not-oneself": translate(
            "Refusal", "This cannot be done to your own sign-in. Ask another administrator; nothing was changed."
        ),
        "officer-inactive": translate("Refusal", "{name} is out of use. Take the officer back first."),
        "full-name-too-long": translate("Refusal", "The full name has more than {most} characters."),
        "officer-phone-shape": translate("Refusal", "A mobile number has ten digits and begins with 0."),
        "counter-too-long": translate("Refusal", "The counter has more than {most} characters."),
    }


def _texts() -> dict[str, str]:
    return {
        "text-empty": translate("Refusal", "This text is empty. The citizen needs it; write something."),
        "text-too-long": translate("Refusal", "This text is longer than {most} characters. Shorten it."),
        "text-lines": translate("Refusal", "The subject stands in one line. Take the line break out."),
        "text-braces": translate("Refusal", "A brace is alone. Write placeholders as {{number}}, from the list below."),
        "text-placeholder": translate("Refusal", "The desk does not know {what}. Use the placeholders listed below."),
        "text-not-here": translate("Refusal", "{what} is not known when this message is written. Take it out."),
        "text-needs": translate("Refusal", "{what} is missing: without it the message does not say what it must."),
        "text-changed": translate(
            "Refusal", "This text was changed by somebody else meanwhile. Look at what is new; yours was not saved."
        ),
        "text-unknown": translate("Refusal", "{name} is not a text that the office edits."),
        "reason-empty": translate("Refusal", "A reason or a group without words cannot be kept."),
        "reason-too-long": translate("Refusal", "«{what}» has more than {most} characters. Shorten it."),
        "reason-twice": translate("Refusal", "«{what}» is there twice in this list. Keep one."),
        "reasons-none": translate("Refusal", "A list without reasons leaves the officer nothing to choose. Keep one."),
        "office-name-missing": translate("Refusal", "The name of the office is missing."),
        "office-field-too-long": translate("Refusal", "This has more than {most} characters. Shorten it."),
        "office-phone-shape": translate(
            "Refusal", "A phone number has 8 to 15 digits; spaces, dots and a plus sign may stand between."
        ),
    }


def _settings() -> dict[str, str]:
    return {
        "setting-fixed": translate("Refusal", "The setting {name} is set by {variable}. Change it there."),
        "setting-secret-elsewhere": translate(
            "Refusal", "The server is another one. What is kept secret belongs to the former: type it for this one."
        ),
        "setting-way": translate("Refusal", "Write {known}, or the full path of a folder. Empty: nothing is sent yet."),
        "setting-scan-folder": translate("Refusal", "There is no such folder. Write its full path."),
        "setting-address": translate("Refusal", "This is no e-mail address. Write one as bhxh@example.vn."),
        "way-not-set": translate(
            "Refusal", "No way is set up for this message yet. Fill in the server or folder above."
        ),
        "trial-address": translate("Refusal", "Type an e-mail address, or a mobile number with ten digits."),
        "settings-file-broken": translate(
            "Refusal", "settings.toml has a fault: {what}. Correct it in an editor; nothing was changed."
        ),
    }
