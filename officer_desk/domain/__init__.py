# SPDX-License-Identifier: Apache-2.0
"""Rules and values of the reception desk: plain Python, no clock, no input or output."""
