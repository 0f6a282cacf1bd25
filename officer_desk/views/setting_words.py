# SPDX-License-Identifier: Apache-2.0
"""Words for the settings: what each is called, what it means, its unit."""

from collections.abc import Mapping

from officer_desk.catalogue import translate


def captions() -> Mapping[str, str]:
    """Give what a setting is called."""
    return {
        "undo_seconds": translate("SettingValues", "Time for undo"),
        "remind_day": translate("SettingValues", "Reminder on day"),
        "supplement_days": translate("SettingValues", "Time for bringing papers"),
        "registry_max_days": translate("SettingValues", "Oldest household extract"),
        "second_look_percent": translate("SettingValues", "Second looks by lot"),
        "second_look_rules": translate("SettingValues", "Second looks at unusual decisions"),
        "signed_form_offices": translate("SettingValues", "Offices that insist on the signed form"),
        "backup_keep_days": translate("SettingValues", "Backups are kept for"),
        "idle_minutes": translate("SettingValues", "Cover the screen after"),
        "form_template": translate("SettingValues", "Form 01 that is chosen first"),
        "scan_device": translate("SettingValues", "Scanner that is chosen first"),
        "scan_folder": translate("SettingValues", "Folder that a scanner fills"),
        "mail_url": translate("SettingValues", "Mail server or folder"),
        "mail_from": translate("SettingValues", "Sender"),
        "sms_url": translate("SettingValues", "SMS gateway or folder"),
        "sms_method": translate("SettingValues", "Method"),
        "sms_headers": translate("SettingValues", "Headers"),
        "sms_body": translate("SettingValues", "Body"),
        "sms_sender": translate("SettingValues", "Brand name"),
        "sms_token": translate("SettingValues", "Secret of the gateway"),
    }


def hints() -> Mapping[str, str]:
    """Give what a setting means."""
    return {
        "undo_seconds": translate("SettingValues", "So long a decision waits before its messages go out; 0: at once."),
        "remind_day": translate("SettingValues", "Of the ten days in which the citizen must come; 0: no reminder."),
        "supplement_days": translate("SettingValues", "Calendar days, for citizens who have come."),
        "registry_max_days": translate("SettingValues", "With an older extract nobody is approved."),
        "second_look_percent": translate("SettingValues", "So many wait for a second officer; 0: none by lot."),
        "second_look_rules": translate(
            "SettingValues",
            "Near name, contact or picture of another code, third refusal, the officer's own name or phone.",
        ),
        "signed_form_offices": translate(
            "SettingValues",
            "Codes with commas, or “all”: registrations are approved with it, or with a reason.",
        ),
        "backup_keep_days": translate("SettingValues", "So long destroyed data can live on in a backup."),
        "idle_minutes": translate("SettingValues", "Without a key or a click; 0: never."),
        "form_template": translate("SettingValues", "The officer can choose another one when printing."),
        "scan_device": translate("SettingValues", "As the list of scanners names it. Empty: the first that is found."),
        "scan_folder": translate(
            "SettingValues",
            "Files that a scanner writes there are filed, and kept in «done» below it. Empty: none.",
        ),
        "mail_url": translate(
            "SettingValues", "smtp://user:password@host:587, smtps://…, or a folder. Empty: nowhere."
        ),
        "mail_from": translate("SettingValues", "Empty: the user of the server."),
        "sms_url": translate("SettingValues", "https://… of the provider, or a folder. Empty: nowhere."),
        "sms_method": "",
        "sms_headers": translate(
            "SettingValues", "One a line, as Name: value. {{token}} and {{id}} are filled in."
        ).format(),
        "sms_body": translate(
            "SettingValues", "{{id}} {{phone}} {{text}} {{sender}} {{token}} are filled in; JSON strings come quoted."
        ).format(),
        "sms_sender": translate(
            "SettingValues", "The name that the citizen's phone shows, as agreed with the provider."
        ),
        "sms_token": translate("SettingValues", "Leave the dots to keep it; empty it to take it away."),
    }


def units() -> Mapping[str, str]:
    """Give the unit of each number."""
    days, minutes = translate("SettingValues", "days"), translate("SettingValues", "minutes")
    return {
        "undo_seconds": translate("SettingValues", "seconds"),
        "remind_day": translate("SettingValues", "of 10 days"),
        "supplement_days": days,
        "registry_max_days": days,
        "second_look_percent": translate("SettingValues", "percent"),
        "backup_keep_days": days,
        "idle_minutes": minutes,
    }


def yes_or_no() -> list[tuple[str, str]]:
    """Give both answers as choices."""
    return [("yes", translate("SettingValues", "Yes")), ("no", translate("SettingValues", "No"))]


def form_names() -> list[tuple[str, str]]:
    """Give the versions of Form 01 as choices."""
    return [
        ("form01_dk_gd", translate("SettingValues", "01/ĐK-GD (Decision 838)")),
        ("form01_vbhn_5236", translate("SettingValues", "Form 01 (consolidated text 5236)")),
    ]
