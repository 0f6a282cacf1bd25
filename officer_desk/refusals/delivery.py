# SPDX-License-Identifier: Apache-2.0
"""Sentences for messages: why one did not go out, and why it cannot be sent again."""

from officer_desk.catalogue import translate


def delivery_sentences() -> dict[str, str]:
    """Give reason -> sentence in the language in use."""
    return {**_mail(), **_gateway(), **_ways(), **_acts()}


def _mail() -> dict[str, str]:
    return {
        "mail-unreachable": translate("Refusal", "The mail server cannot be reached. It is tried again by itself."),
        "mail-late": translate("Refusal", "The mail server did not answer in time. It is tried again by itself."),
        "mail-cut-off": translate("Refusal", "The mail server broke the connection. It is tried again by itself."),
        "mail-refuses": translate(
            "Refusal", "The mail server does not let the office sign in. Check the mail settings; it is tried again."
        ),
        "mail-busy": translate("Refusal", "The mail server asked to come back later. It is tried again by itself."),
        "mail-trouble": translate("Refusal", "The mail server has trouble. It is tried again by itself."),
        "address-busy": translate(
            "Refusal", "The recipient's mail server asked to come back later. It is tried again by itself."
        ),
        "address-refused": translate(
            "Refusal", "The mail server does not know this address. Ask the citizen, correct it, send again."
        ),
        "message-refused": translate(
            "Refusal", "The mail server refused the content. Call the administrator, then send again."
        ),
        "tls-missing": translate(
            "Refusal", "The mail server offers no encryption; the password is not sent. Check the mail settings."
        ),
        "certificate-untrusted": translate(
            "Refusal", "The server's certificate is not trusted. Call the administrator; it is tried again."
        ),
    }


def _gateway() -> dict[str, str]:
    return {
        "gateway-unreachable": translate("Refusal", "The SMS gateway cannot be reached. It is tried again by itself."),
        "gateway-late": translate("Refusal", "The SMS gateway did not answer in time. It is tried again by itself."),
        "gateway-cut-off": translate("Refusal", "The SMS gateway broke the connection. It is tried again by itself."),
        "gateway-refuses": translate(
            "Refusal", "The SMS gateway does not accept the office's access. Check the SMS settings; it is tried again."
        ),
        "gateway-busy": translate("Refusal", "The SMS gateway asked to come back later. It is tried again by itself."),
        "gateway-trouble": translate("Refusal", "The SMS gateway has trouble. It is tried again by itself."),
        "number-refused": translate(
            "Refusal", "The SMS gateway does not accept this number. Ask the citizen, correct it, send again."
        ),
    }


def _ways() -> dict[str, str]:
    return {
        "folder-missing": translate(
            "Refusal", "The folder for messages is not there. Check the disk and the settings."
        ),
        "folder-unwritable": translate("Refusal", "The folder for messages cannot be written. Check disk and rights."),
        "way-misset": translate("Refusal", "The settings for sending do not fit. Call the administrator."),
        "sample-stays": translate(
            "Refusal", "A sample office sends nothing to the outside. Set a folder, or a server of this machine."
        ),
        "form-not-made": translate(
            "Refusal", "Form 01, which goes along, cannot be made. Print it in the file to see why; it is tried again."
        ),
        "stopped": translate("Refusal", "The desk was closed while it was being sent. It is tried again by itself."),
        "defect": translate("Refusal", "An unexpected fault. It is tried again by itself; the log says more."),
    }


def _acts() -> dict[str, str]:
    return {
        "message-unknown": translate("Refusal", "This message is not here any more. Refresh the list."),
        "message-moved": translate("Refusal", "The message was tried meanwhile. Look at it anew."),
        "message-not-failed": translate(
            "Refusal", "Only a message that failed can be sent again. Nothing was changed."
        ),
        "message-not-waiting": translate(
            "Refusal", "This message does not wait any more, or is just being sent. Refresh the list."
        ),
        "message-wiped": translate(
            "Refusal", "This message had a password and was sent; its text is wiped. It cannot be sent again."
        ),
        "phone-shape": translate(
            "Refusal", "This is not a mobile number: ten digits, beginning with 03, 05, 07, 08, 09."
        ),
        "email-shape": translate("Refusal", "This is not an e-mail address. Write it as name@example.vn."),
    }
