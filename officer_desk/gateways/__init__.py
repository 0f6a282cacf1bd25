# SPDX-License-Identifier: Apache-2.0
"""The world outside the database: pictures, registry, texts, keys, printers."""
