-- Lists of officeholders that a person took into this desk, and what was taken back; only ever added to.
CREATE TABLE holder_changes (
    version   INTEGER PRIMARY KEY,
    kind      TEXT NOT NULL CHECK (kind IN ('import', 'forget')),
    forgets   INTEGER REFERENCES holder_changes (version),
    file      TEXT NOT NULL,
    sha256    TEXT NOT NULL,
    known_to  TEXT NOT NULL,                 -- how far the list vouches for a term without an end
    added     INTEGER NOT NULL,
    at        TEXT NOT NULL,
    CHECK ((kind = 'forget') = (forgets IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX holder_changes_forget_once ON holder_changes (forgets) WHERE forgets IS NOT NULL;

-- The rows of these lists, each with how it stood to what was on record.
CREATE TABLE holders (
    import_version INTEGER NOT NULL REFERENCES holder_changes (version),
    line           INTEGER NOT NULL,
    standing       TEXT NOT NULL CHECK (standing IN ('new', 'extending', 'known', 'differing')),
    slug           TEXT NOT NULL,
    country        TEXT,
    position       TEXT NOT NULL,
    person         TEXT NOT NULL,
    person_id      TEXT NOT NULL,
    term_from      TEXT NOT NULL,            -- YYYY-MM-DD, YYYY-MM or YYYY
    term_to        TEXT NOT NULL,            -- the same; empty where the office was still held
    note           TEXT NOT NULL,
    PRIMARY KEY (import_version, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX holders_by_person ON holders (person_id);

CREATE TRIGGER holder_changes_keep_cells BEFORE UPDATE ON holder_changes
BEGIN SELECT RAISE(ABORT, 'imports of holders are append-only; forget the import'); END;
CREATE TRIGGER holder_changes_keep_rows BEFORE DELETE ON holder_changes
BEGIN SELECT RAISE(ABORT, 'imports of holders are append-only; forget the import'); END;
CREATE TRIGGER holder_changes_come_last BEFORE INSERT ON holder_changes
WHEN NEW.version IS NOT (SELECT coalesce(max(version), 0) + 1 FROM holder_changes)
BEGIN SELECT RAISE(ABORT, 'imports of holders are append-only; a new one comes last'); END;
CREATE TRIGGER holders_keep_cells BEFORE UPDATE ON holders
BEGIN SELECT RAISE(ABORT, 'imports of holders are append-only; forget the import'); END;
CREATE TRIGGER holders_keep_rows BEFORE DELETE ON holders
BEGIN SELECT RAISE(ABORT, 'imports of holders are append-only; forget the import'); END;
