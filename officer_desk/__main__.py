# SPDX-License-Identifier: Apache-2.0
"""`python -m officer_desk`."""

from officer_desk.cli import main

if __name__ == "__main__":
    main()
