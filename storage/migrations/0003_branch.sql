-- Branches: what the histories of a log with two of them have from the first
-- place on that differs, see branch.go.

ALTER TABLE log ADD COLUMN root INTEGER;                     -- of a branch: number of the log that it is a branch of
ALTER TABLE log ADD COLUMN parent INTEGER;                   -- of a branch: number of the log that holds the place before its first
ALTER TABLE log ADD COLUMN first INTEGER NOT NULL DEFAULT 1; -- first place that stands in the log itself
ALTER TABLE log ADD COLUMN split INTEGER NOT NULL DEFAULT 0; -- 1: its later events stand in branches

CREATE INDEX log_root ON log (root) WHERE root IS NOT NULL;
