# SPDX-License-Identifier: Apache-2.0
"""Sentences for deciding, signing in and an environment that does not play along."""

from officer_desk.catalogue import translate


def desk_sentences() -> dict[str, str]:
    """Give reason -> sentence in the language in use."""
    return {**_deciding(), **_signing_in(), **_environment()}


def _deciding() -> dict[str, str]:
    return {
        "may-not": translate("Refusal", "Your role may not do this. Ask a supervisor or the administrator."),
        "file-unknown": translate("Refusal", "This file is not here any more. Go back to the list and refresh it."),
        "file-changed": translate(
            "Refusal",
            "The file was just changed by {by}. Look at what is new, then record again. What you typed is kept.",
        ),
        "sent-twice": translate("Refusal", "This was done already; it is not done a second time. Look at it anew."),
        "state-does-not-allow": translate("Refusal", "This is not possible while the file is «{state}»."),
        "citizen-not-here": translate("Refusal", "Has the citizen come? Receive the file first (F6)."),
        "reason-required": translate("Refusal", "At least one reason is needed."),
        "pictures-missing": translate(
            "Refusal", "Still missing: {roles}. Add the pictures, or ask for a supplement. Nothing was recorded."
        ),
        "not-compared": translate("Refusal", "Not yet compared with the original papers (F7): {roles}."),
        "hgd-name-differs": translate(
            "Refusal", "The name differs from the household registry. The file stays as it is."
        ),
        "hgd-not-found": translate(
            "Refusal", "The code is not in the household registry. Not recorded, not refused. The file stays as it is."
        ),
        "hgd-cannot-ask": translate(
            "Refusal", "The household registry could not be asked. Load a new extract, then ask again. The file stays."
        ),
        "in-use": translate(
            "Refusal", "The {what} belongs to an active account, of file {number}. Nothing was recorded."
        ),
        "no-account": translate("Refusal", "This code has no active account that could be changed. Register it first."),
        "office-unknown": translate("Refusal", "The desk does not know office {code}. Load the offices first."),
        "text-broken": translate(
            "Refusal", "The text file {file} is broken: {what}. Correct it, or remove the office's copy."
        ),
    }


def _signing_in() -> dict[str, str]:
    return {
        "password-same": translate("Refusal", "The new password must differ from the old one."),
        "password-weak": translate(
            "Refusal", "The new password needs at least {minimum} characters and must not contain the sign-in name."
        ),
        "user-name-shape": translate(
            "Refusal", "A sign-in name has small letters, digits, dots and dashes only: {name} does not fit."
        ),
        "user-name-taken": translate("Refusal", "The sign-in name {name} is taken. Choose another one."),
        "full-name-missing": translate("Refusal", "The officer's full name is missing."),
        "officer-unknown": translate("Refusal", "There is no officer {name}."),
    }


def _environment() -> dict[str, str]:
    return {
        "disk-full": translate(
            "Refusal", "Not recorded: the disk is full. Free at least 200 MB, then try again. What you typed is kept."
        ),
        "database-busy": translate("Refusal", "The data is held by another program. Nothing is lost; try again."),
        "database-unreachable": translate(
            "Refusal", "The data file cannot be opened. Nothing is lost; check the disk."
        ),
        "database-read-only": translate(
            "Refusal", "The data file cannot be written. Check the rights of the data folder."
        ),
        "disk-error": translate("Refusal", "The disk reports an error. Nothing was recorded; call the administrator."),
        "database-damaged": translate("Refusal", "The data file is damaged. Call the administrator; restore a backup."),
        "database-newer": translate(
            "Refusal",
            "The data was made by a newer version of the program ({revision}). Update the program; nothing was changed.",  # noqa: E501
        ),
        "key-missing": translate("Refusal", "The office's key is missing: {path}. Bring it back from the backup."),
        "key-damaged": translate("Refusal", "The office's key is damaged: {path}. Bring it back from the backup."),
        "key-does-not-fit": translate("Refusal", "The office's key does not fit this data. Bring the right key back."),
        "folder-unreachable": translate(
            "Refusal", "The data folder {path} cannot be reached. Check the disk and the rights."
        ),
        "not-the-owner": translate(
            "Refusal", "The data folder {path} belongs to somebody else. Only its owner may use it."
        ),
        "not-a-sample": translate(
            "Refusal", "This is a real office, not a sample. Choose another folder for the sample."
        ),
        "number-unknown": translate("Refusal", "There is no file {number} in this data folder."),
        "file-unwritable": translate("Refusal", "The file {offender} cannot be written. Choose another place."),
        "no-printer": translate("Refusal", "There is no printer. Add one in the system, or save the PDF."),
        "file-trouble": translate("Refusal", "{offender} cannot be used. Check the disk, the name and the rights."),
        "not-empty": translate("Refusal", "The folder {path} already holds an office. Choose an empty one."),
        "setting-broken": translate("Refusal", "The setting {name} has a value that does not fit: {value}."),
        "setting-unknown": translate("Refusal", "The setting {name} does not exist. Remove it from settings.toml."),
    }
