# SPDX-License-Identifier: Apache-2.0
"""Getting destroyed rows out of every byte of the database's files.

`secure_delete` overwrites what is deleted, but a page that was split or filled anew keeps copies of its former cells
in its unused middle, and the write-ahead log keeps whole former pages. VACUUM writes every page anew from what is
there, and the checkpoint empties the log.
"""

import logging
import sqlite3
from contextlib import closing

from officer_desk.models.database import Database

log = logging.getLogger(__name__)


def scrub(database: Database) -> bool:
    """Write the database anew and empty its log; False when a transaction or a full disk stood in the way.

    Writers wait meanwhile; readers do not.
    """
    with closing(database.engine.raw_connection()) as connection, closing(connection.cursor()) as cursor:
        try:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.OperationalError:
            log.warning("the database could not be scrubbed", exc_info=True)
            return False
        busy = cursor.fetchone()
    return busy is not None and busy[0] == 0
