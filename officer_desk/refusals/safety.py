# SPDX-License-Identifier: Apache-2.0
"""Sentences for backups, restoring, and disks that do not take what is written."""

from officer_desk.catalogue import translate


def safety_sentences() -> dict[str, str]:
    """Give reason -> sentence in the language in use."""
    return {**_passphrases(), **_backups(), **_disks()}


def _passphrases() -> dict[str, str]:
    return {
        "passphrase-weak": translate(
            "Refusal",
            "The passphrase is too easy to guess: at least {least} characters. Take four words or more that do not belong together.",  # noqa: E501
        ),
        "passphrase-wrong": translate(
            "Refusal", "The passphrase does not open this backup. Nothing was changed. Mind the keyboard and try again."
        ),
        "passphrase-needed": translate(
            "Refusal", "The passphrase cannot be asked for here. Give --passphrase-file, or set {name}."
        ),
    }


def _backups() -> dict[str, str]:
    return {
        "backup-exists": translate("Refusal", "{path} is there already and stays as it is. Choose another name."),
        "backup-inside": translate(
            "Refusal", "A backup inside the data folder {path} would be lost with it. Choose another disk."
        ),
        "backup-no-folder": translate("Refusal", "There is no folder {path}. Is the disk plugged in?"),
        "backup-name-long": translate(
            "Refusal", "The name of the file {offender} is too long for a backup. Shorten it."
        ),
        "backup-foreign": translate(
            "Refusal",
            "{path} is no backup of Officer Desk, or its end is missing. Nothing was changed; take another one.",
        ),
        "backup-damaged": translate(
            "Refusal", "This backup is damaged; nothing was restored, the data stay as they are. Take an older backup."
        ),
        "backup-newer": translate(
            "Refusal",
            "A newer version of the program ({version}) made this backup. Update the program; nothing was changed.",
        ),
        "desk-is-open": translate(
            "Refusal", "The desk is open on {path}. Close it everywhere, then restore again. Nothing was changed."
        ),
        "restore-foreign": translate(
            "Refusal", "The folder {path} holds other things and no office. Choose an empty one. Nothing was changed."
        ),
        "stopped": translate("Refusal", "Stopped, as you wished. Nothing was changed."),
    }


def _disks() -> dict[str, str]:
    return {
        "no-room": translate(
            "Refusal",
            "No room on the disk for {offender}. Nothing half-written stays; free some space, then try again.",
        ),
        "database-gone": translate(
            "Refusal",
            "The data folder {path} is gone or was exchanged. Not recorded; what you typed is kept. Check the disk, then open the desk anew.",  # noqa: E501
        ),
        "place-read-only": translate(
            "Refusal", "{offender} cannot be written there: the disk or folder is read-only. Choose another place."
        ),
    }
