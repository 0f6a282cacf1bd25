# SPDX-License-Identifier: Apache-2.0
"""A stack of signed forms files itself: each page in a transaction of its own, so it may end at any point."""
