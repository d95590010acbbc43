-- The log and what this device keeps for itself. Nothing here can be made
-- afresh from anything else; projection.sql holds what can.

CREATE TABLE meta (
    key   TEXT PRIMARY KEY, -- what the row is about: incarnation, change, projection, search
    value ANY  NOT NULL     -- a number, a text or bytes, as the key says
) STRICT, WITHOUT ROWID;

CREATE TABLE space (
    number INTEGER PRIMARY KEY, -- stands for the space in this database only
    id     BLOB NOT NULL UNIQUE, -- improve.SpaceID
    secret BLOB NOT NULL         -- 32 bytes that tag the space in an exchange; zeros when not known
) STRICT;

CREATE TABLE log (
    number     INTEGER PRIMARY KEY,                   -- stands for the log in this database only
    id         BLOB    NOT NULL UNIQUE,               -- improve.LogID
    space      INTEGER NOT NULL REFERENCES space (number),
    writer     BLOB    NOT NULL,                      -- improve.WriterID, from the certificate in event 1
    device     BLOB    NOT NULL,                      -- improve.DeviceID, from the same
    stream     INTEGER NOT NULL,                      -- 0 auth, 1 data
    head_seq   INTEGER NOT NULL,                      -- place of the last event held
    head_hash  BLOB    NOT NULL,                      -- its hash
    kept_seq   INTEGER NOT NULL,                      -- place of the last signature that is kept for good
    kept_bytes INTEGER NOT NULL,                      -- bytes of headers and bodies after it
    latest     INTEGER NOT NULL                       -- greatest stamp in the log
) STRICT;

CREATE INDEX log_space ON log (space, stream);

-- No REFERENCES on log: it would be looked up again for every event of a first
-- exchange; Check compares the two tables instead.
CREATE TABLE event (
    log       INTEGER NOT NULL, -- log.number
    seq       INTEGER NOT NULL, -- place in the log, from 1
    object    BLOB,             -- improve.ArtifactID from the header; NULL when the event is about none
    header    BLOB    NOT NULL, -- the exact bytes that were hashed
    salt      BLOB,             -- of the body; NULL exactly when there is no body
    body      BLOB,             -- the exact bytes that were hashed; NULL when there are none or they were erased
    body_hash BLOB,             -- commitment to an erased body; NULL otherwise
    PRIMARY KEY (log, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX event_object ON event (object) WHERE object IS NOT NULL; -- history of one artifact, and folding it afresh

CREATE TABLE signature (
    log        INTEGER NOT NULL, -- log.number
    seq        INTEGER NOT NULL, -- the event that is signed
    checkpoint INTEGER NOT NULL, -- 1: kept for good; 0: the head's, gone when a later one comes
    signature  BLOB    NOT NULL, -- 64 bytes of Ed25519
    PRIMARY KEY (log, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE claim (
    id    BLOB    PRIMARY KEY, -- an artifact id that turned up in a second space
    space INTEGER NOT NULL     -- space.number where it was seen first: the one that the id means here
) STRICT, WITHOUT ROWID;

CREATE TABLE incarnation (
    number INTEGER PRIMARY KEY, -- counts this device's writers from 1
    writer BLOB NOT NULL        -- improve.WriterID
) STRICT;

CREATE TABLE remote (
    device        BLOB    PRIMARY KEY, -- improve.DeviceID
    name          TEXT    NOT NULL,    -- the person's name
    laptop        TEXT    NOT NULL,    -- what the laptop is called
    addrs         TEXT    NOT NULL,    -- where it was reached, latest first, one a line
    last_seen     INTEGER NOT NULL,    -- milliseconds since 1970, 0 for never
    last_complete INTEGER NOT NULL,    -- the same: when both sides last had all of each other
    sent          INTEGER NOT NULL,    -- events, in all
    received      INTEGER NOT NULL,    -- events, in all
    trouble       TEXT    NOT NULL,    -- why the last try failed, empty when it did not
    trouble_at    INTEGER NOT NULL     -- milliseconds since 1970, 0 for never
) STRICT;

CREATE TABLE remote_head (
    device BLOB    NOT NULL, -- improve.DeviceID of the remote
    space  BLOB    NOT NULL, -- improve.SpaceID
    log    BLOB    NOT NULL, -- improve.LogID; we may not hold it
    seq    INTEGER NOT NULL, -- the last event that the remote had when it last said so
    hash   BLOB    NOT NULL, -- that event's hash
    PRIMARY KEY (device, space, log)
) STRICT, WITHOUT ROWID;

CREATE TABLE invite (
    hash    BLOB    PRIMARY KEY, -- improve.Hash of the secret
    secret  BLOB    NOT NULL,    -- 16 bytes
    space   BLOB    NOT NULL,    -- improve.SpaceID
    access  INTEGER NOT NULL,    -- improve.AccessLevel that it gives
    expires INTEGER NOT NULL,    -- milliseconds since 1970, 0 for never
    used_by BLOB                 -- improve.DeviceID that used it; NULL while open
) STRICT;

CREATE TABLE draft (
    object BLOB    PRIMARY KEY, -- improve.ArtifactID that is being written
    at     INTEGER NOT NULL,    -- milliseconds since 1970
    body   BLOB    NOT NULL     -- app's own encoding
) STRICT;

CREATE TABLE setting (
    key   TEXT PRIMARY KEY, -- app's own name of it
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
