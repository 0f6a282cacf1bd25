# SPDX-License-Identifier: Apache-2.0
"""What the desk can do: functions (session, context, …) that take and give frozen records; none commits."""
