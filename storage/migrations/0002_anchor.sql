-- What tells this database from its copies, see anchor.go.

CREATE TABLE anchor (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    counter INTEGER NOT NULL, -- raised when the database is opened and every 64 commits of its own; 0 before the first
    place   TEXT    NOT NULL, -- hash of the data folder's path when it was raised last
    machine TEXT    NOT NULL, -- hash of what the computer says of itself, empty when nothing
    file    TEXT    NOT NULL, -- what the disk calls cairn.db, empty when nothing
    kept    INTEGER NOT NULL, -- 1 when the anchor outside the data folder could be written
    renew   TEXT    NOT NULL, -- improve.CertReason for a new writer before the next event, empty for none
    copied  INTEGER NOT NULL  -- milliseconds since 1970 when it was last found to be a copy, 0 for never
) STRICT;

INSERT INTO anchor (id, counter, place, machine, file, kept, renew, copied) VALUES (1, 0, '', '', '', 0, '', 0);

ALTER TABLE incarnation ADD COLUMN reason TEXT NOT NULL DEFAULT ''; -- improve.CertReason, empty in older rows

CREATE INDEX log_writer ON log (writer);
