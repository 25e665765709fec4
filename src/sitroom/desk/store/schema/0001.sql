-- Documents, exactly as they were decoded; their raw bytes lie in documents/<sha256_raw>.
CREATE TABLE documents (
    id           TEXT PRIMARY KEY,
    sha256_raw   TEXT,
    raw_kept     INTEGER NOT NULL,           -- 1 where documents/<sha256_raw> holds the bytes
    sha256_text  TEXT NOT NULL UNIQUE,
    text         TEXT NOT NULL,
    title        TEXT,
    source       TEXT,
    language     TEXT,
    published_on TEXT,
    updated_on   TEXT,
    stamps       TEXT NOT NULL,              -- JSON list of {kind, day, span}
    problems     TEXT NOT NULL,              -- JSON list of problems on the way in
    added_at     TEXT NOT NULL
) STRICT;

-- What one version of the reader made of a document.
CREATE TABLE readings (
    id             INTEGER PRIMARY KEY,
    document_id    TEXT NOT NULL REFERENCES documents (id),
    reader_name    TEXT NOT NULL,
    reader_version TEXT NOT NULL,
    json           TEXT NOT NULL,
    sha256         TEXT NOT NULL,            -- of the JSON text
    read_at        TEXT NOT NULL,
    UNIQUE (document_id, reader_name, reader_version)
) STRICT;

-- The records of the readings again, one a row, for queries.
CREATE TABLE records (
    reading_id     INTEGER NOT NULL REFERENCES readings (id),
    position       INTEGER NOT NULL,
    record_id      TEXT NOT NULL,
    document_id    TEXT NOT NULL REFERENCES documents (id),
    reader_version TEXT NOT NULL,
    kind           TEXT NOT NULL,
    anchor_start   INTEGER,
    anchor_end     INTEGER,
    json           TEXT NOT NULL,
    PRIMARY KEY (reading_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX records_by_id ON records (record_id);
CREATE INDEX records_by_kind ON records (kind, document_id);

-- What people corrected: an overlay that is only ever added to.
CREATE TABLE corrections (
    id           INTEGER PRIMARY KEY,
    record_id    TEXT NOT NULL,
    document_id  TEXT NOT NULL REFERENCES documents (id),
    kind         TEXT NOT NULL,
    anchor_start INTEGER NOT NULL,
    anchor_end   INTEGER NOT NULL,
    quote        TEXT NOT NULL,
    field        TEXT NOT NULL,
    old          TEXT NOT NULL,              -- JSON
    new          TEXT NOT NULL,              -- JSON
    by           TEXT NOT NULL,
    at           TEXT NOT NULL,
    reason       TEXT NOT NULL
) STRICT;
CREATE INDEX corrections_by_document ON corrections (document_id, id);
CREATE TRIGGER corrections_keep_cells BEFORE UPDATE ON corrections
BEGIN SELECT RAISE(ABORT, 'corrections are append-only; enter a new one'); END;
CREATE TRIGGER corrections_keep_rows BEFORE DELETE ON corrections
BEGIN SELECT RAISE(ABORT, 'corrections are append-only; enter a new one'); END;
CREATE TRIGGER corrections_come_last BEFORE INSERT ON corrections
WHEN NEW.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM corrections)
BEGIN SELECT RAISE(ABORT, 'corrections are append-only; a new one comes last'); END;

-- The same event in several documents: which records tell of it, by version of the whole table.
CREATE TABLE events (
    event_id   TEXT PRIMARY KEY,
    created_at TEXT NOT NULL
) STRICT;
CREATE TABLE event_changes (
    version    INTEGER PRIMARY KEY,
    kind       TEXT NOT NULL CHECK (kind IN ('merge', 'split')),
    event_id   TEXT NOT NULL REFERENCES events (event_id),
    moved      TEXT NOT NULL,                -- JSON list of record ids
    stayed     TEXT NOT NULL,                -- JSON list of record ids
    by         TEXT NOT NULL,
    at         TEXT NOT NULL,
    reason     TEXT NOT NULL
) STRICT;
CREATE TABLE event_records (
    record_id TEXT NOT NULL,
    version   INTEGER NOT NULL REFERENCES event_changes (version),
    event_id  TEXT NOT NULL REFERENCES events (event_id),
    PRIMARY KEY (record_id, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_records_by_event ON event_records (event_id, record_id);
CREATE TRIGGER event_changes_keep_cells BEFORE UPDATE ON event_changes
BEGIN SELECT RAISE(ABORT, 'merges and splits are append-only; enter a new one'); END;
CREATE TRIGGER event_changes_keep_rows BEFORE DELETE ON event_changes
BEGIN SELECT RAISE(ABORT, 'merges and splits are append-only; enter a new one'); END;
CREATE TRIGGER event_changes_come_last BEFORE INSERT ON event_changes
WHEN NEW.version IS NOT (SELECT coalesce(max(version), 0) + 1 FROM event_changes)
BEGIN SELECT RAISE(ABORT, 'merges and splits are append-only; a new one comes last'); END;
CREATE TRIGGER event_records_keep_cells BEFORE UPDATE ON event_records
BEGIN SELECT RAISE(ABORT, 'merges and splits are append-only; enter a new one'); END;
CREATE TRIGGER event_records_keep_rows BEFORE DELETE ON event_records
BEGIN SELECT RAISE(ABORT, 'merges and splits are append-only; enter a new one'); END;

-- Topics: what belongs together.
CREATE TABLE topics (
    slug       TEXT PRIMARY KEY,
    name       TEXT NOT NULL,
    created_at TEXT NOT NULL,
    actors     TEXT NOT NULL,                -- JSON list of slugs
    patterns   TEXT NOT NULL                 -- JSON list of event patterns
) STRICT;
CREATE TABLE topic_documents (
    slug        TEXT NOT NULL REFERENCES topics (slug),
    document_id TEXT NOT NULL REFERENCES documents (id),
    added_at    TEXT NOT NULL,
    PRIMARY KEY (slug, document_id)
) STRICT;
CREATE TABLE topic_questions (
    slug        TEXT NOT NULL REFERENCES topics (slug),
    question_id TEXT NOT NULL,
    added_at    TEXT NOT NULL,
    PRIMARY KEY (slug, question_id)
) STRICT;

-- Briefs as they were handed out, with the head and the count that they printed.
CREATE TABLE briefs (
    id          INTEGER PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents (id),
    topic       TEXT REFERENCES topics (slug),
    at          TEXT NOT NULL,
    head        TEXT NOT NULL,
    count       INTEGER NOT NULL,
    json        TEXT NOT NULL
) STRICT;
CREATE INDEX briefs_by_topic ON briefs (topic, id);

-- The ledger; the room of that name says what the cells mean and how they are hashed.
CREATE TABLE ledger (
    seq               INTEGER PRIMARY KEY,
    kind              TEXT NOT NULL,
    payload           TEXT NOT NULL,
    entered_at        TEXT NOT NULL,
    stated_on         TEXT,
    knowledge_cutoff  TEXT,
    previous_hash     TEXT NOT NULL UNIQUE,
    hash              TEXT NOT NULL UNIQUE,
    canonical_version INTEGER NOT NULL,
    question_id       TEXT GENERATED ALWAYS AS (
        CASE WHEN json_valid(payload)
             THEN json_extract(payload, CASE kind WHEN 'question' THEN '$.id' ELSE '$.question_id' END)
        END) VIRTUAL
) STRICT;
CREATE INDEX ledger_by_question ON ledger (question_id, seq);
CREATE TRIGGER ledger_keep_cells BEFORE UPDATE ON ledger
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only; enter an update, or void the entry'); END;
CREATE TRIGGER ledger_keep_rows BEFORE DELETE ON ledger
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only; enter an update, or void the entry'); END;
CREATE TRIGGER ledger_keep_chain BEFORE INSERT ON ledger
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM ledger)
  OR NEW.previous_hash IS NOT coalesce((SELECT hash FROM ledger WHERE seq = NEW.seq - 1),
                                       '0000000000000000000000000000000000000000000000000000000000000000')
BEGIN SELECT RAISE(ABORT, 'a ledger entry follows the last one'); END;
