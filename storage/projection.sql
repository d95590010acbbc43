-- What is folded from the log, for lists, pages and search. It may be dropped
-- and made afresh at any time; a change here raises projectionVersion.

DROP TABLE IF EXISTS link;
DROP TABLE IF EXISTS origin;
DROP TABLE IF EXISTS file;
DROP TABLE IF EXISTS artifact;
DROP TABLE IF EXISTS search;
DROP TABLE IF EXISTS state;

CREATE TABLE artifact (
    number    INTEGER PRIMARY KEY, -- stands for the artifact in link and search
    id        BLOB    NOT NULL,    -- improve.ArtifactID
    space     INTEGER NOT NULL,    -- space.number
    kind      TEXT    NOT NULL,    -- improve.KindName
    title     TEXT    NOT NULL,    -- the headline as shown
    summary   TEXT    NOT NULL,    -- the kind's line beside the title
    created   INTEGER NOT NULL,    -- stamp of the earliest event
    updated   INTEGER NOT NULL,    -- stamp of the latest event
    change    INTEGER NOT NULL,    -- this device's own counter when the row was last written
    retired   INTEGER NOT NULL,    -- 1 when put away
    example   INTEGER NOT NULL,    -- 1 when it is there as an example
    unsettled INTEGER NOT NULL,    -- fields with several texts that wait for a person
    author    BLOB    NOT NULL,    -- improve.DeviceID of the earliest event
    state     BLOB    NOT NULL,    -- improve.Artifact.MarshalState
    sum       BLOB    NOT NULL,    -- improve.Artifact.StateDigest
    UNIQUE (id, space)             -- one space cannot touch what another holds under the same id
) STRICT;

CREATE UNIQUE INDEX artifact_change ON artifact (change);
CREATE INDEX artifact_list ON artifact (space, kind, updated, retired, example); -- with what counting them asks for
CREATE INDEX artifact_apart ON artifact (unsettled) WHERE unsettled > 0; -- few, and asked for after each change

-- What two laptops with the same events must have the same of.
CREATE TABLE state (
    space  INTEGER PRIMARY KEY, -- space.number
    digest BLOB NOT NULL        -- the exclusive or of artifact.sum
) STRICT;

CREATE TABLE link (
    artifact INTEGER NOT NULL, -- artifact.number of the one that holds the link
    rel      TEXT    NOT NULL, -- improve.RelName
    target   BLOB    NOT NULL, -- improve.ArtifactID of the other end, which need not be here
    value    BLOB    NOT NULL, -- improve.EncodeValue
    PRIMARY KEY (artifact, rel, target)
) STRICT, WITHOUT ROWID;

CREATE INDEX link_target ON link (target, rel);

-- What a page was copied from. Few are copies.
CREATE TABLE origin (
    artifact INTEGER PRIMARY KEY, -- artifact.number of the copy
    original BLOB    NOT NULL,    -- improve.ArtifactID, which need not be here
    made     INTEGER NOT NULL     -- stamp up to which the copy has what was written at the original
) STRICT;

CREATE INDEX origin_original ON origin (original);

-- What the pages need of photos and files: of every live version of every row.
CREATE TABLE file (
    artifact INTEGER NOT NULL, -- artifact.number of the page
    hash     BLOB    NOT NULL, -- improve.Content.Hash; the name in the folder files
    size     INTEGER NOT NULL, -- bytes
    chunks   BLOB    NOT NULL, -- improve.Content.Chunks, joined
    thumb    INTEGER NOT NULL  -- 1: the preview of another
) STRICT;

CREATE INDEX file_artifact ON file (artifact);
CREATE INDEX file_hash ON file (hash);

-- rowid is artifact.number. secure-delete, so that erased words leave the index too.
CREATE VIRTUAL TABLE search USING fts5 (title, body, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');

INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
