-- Marks that people gave to evidence for rival explanations of an act; the last one of a pair stands.
CREATE TABLE explanation_marks (
    seq         INTEGER PRIMARY KEY,
    topic       TEXT NOT NULL REFERENCES topics (slug),
    act         TEXT NOT NULL,               -- the first record that tells of it
    evidence    TEXT NOT NULL,               -- the first record that tells of it, or 'base-rate'
    explanation TEXT NOT NULL,               -- its key
    mark        TEXT NOT NULL CHECK (mark IN ('consistent', 'inconsistent', 'neutral')),
    told        TEXT NOT NULL,               -- JSON: act, evidence and explanation in the words that the person saw
    by          TEXT NOT NULL,
    at          TEXT NOT NULL,
    reason      TEXT NOT NULL
) STRICT;
CREATE INDEX explanation_marks_by_topic ON explanation_marks (topic, act, seq);

-- What people said of the assumptions of a topic's texts; the last word on each stands, and 'open' takes one back.
CREATE TABLE assumption_verdicts (
    seq        INTEGER PRIMARY KEY,
    topic      TEXT NOT NULL REFERENCES topics (slug),
    assumption TEXT NOT NULL,                -- its key
    state      TEXT NOT NULL CHECK (state IN ('accepted', 'struck', 'open')),
    told       TEXT NOT NULL,                -- the assumption in the words that the person saw
    by         TEXT NOT NULL,
    at         TEXT NOT NULL,
    reason     TEXT NOT NULL
) STRICT;
CREATE INDEX assumption_verdicts_by_topic ON assumption_verdicts (topic, seq);

CREATE TRIGGER explanation_marks_keep_cells BEFORE UPDATE ON explanation_marks
BEGIN SELECT RAISE(ABORT, 'marks are append-only; mark again'); END;
CREATE TRIGGER explanation_marks_keep_rows BEFORE DELETE ON explanation_marks
BEGIN SELECT RAISE(ABORT, 'marks are append-only; mark again'); END;
CREATE TRIGGER explanation_marks_come_last BEFORE INSERT ON explanation_marks
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM explanation_marks)
BEGIN SELECT RAISE(ABORT, 'marks are append-only; a new one comes last'); END;
CREATE TRIGGER assumption_verdicts_keep_cells BEFORE UPDATE ON assumption_verdicts
BEGIN SELECT RAISE(ABORT, 'verdicts on assumptions are append-only; give a new one'); END;
CREATE TRIGGER assumption_verdicts_keep_rows BEFORE DELETE ON assumption_verdicts
BEGIN SELECT RAISE(ABORT, 'verdicts on assumptions are append-only; give a new one'); END;
CREATE TRIGGER assumption_verdicts_come_last BEFORE INSERT ON assumption_verdicts
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM assumption_verdicts)
BEGIN SELECT RAISE(ABORT, 'verdicts on assumptions are append-only; a new one comes last'); END;
