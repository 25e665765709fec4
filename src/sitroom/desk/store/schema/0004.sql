-- Signs to watch for on a topic: proposed or entered, and dropped; only ever added to.
CREATE TABLE indicators (
    seq          INTEGER PRIMARY KEY,
    topic        TEXT NOT NULL REFERENCES topics (slug),
    indicator_id TEXT NOT NULL,
    kind         TEXT NOT NULL CHECK (kind IN ('add', 'drop')),
    json         TEXT NOT NULL,              -- the indicator; of a drop, {reason}
    by           TEXT NOT NULL,
    at           TEXT NOT NULL
) STRICT;
CREATE INDEX indicators_by_topic ON indicators (topic, seq);
CREATE INDEX indicators_by_id ON indicators (indicator_id, seq);

-- Every look at one of them, and what it found.
CREATE TABLE indicator_checks (
    seq          INTEGER PRIMARY KEY,
    topic        TEXT NOT NULL REFERENCES topics (slug),
    indicator_id TEXT NOT NULL,
    as_of        TEXT NOT NULL,              -- the last day of knowledge
    state        TEXT NOT NULL CHECK (state IN ('open', 'seen', 'not_seen', 'not_covered', 'waits')),
    json         TEXT NOT NULL,
    at           TEXT NOT NULL
) STRICT;
CREATE INDEX indicator_checks_by_topic ON indicator_checks (topic, seq);

CREATE TRIGGER indicators_keep_cells BEFORE UPDATE ON indicators
BEGIN SELECT RAISE(ABORT, 'indicators are append-only; enter or drop one'); END;
CREATE TRIGGER indicators_keep_rows BEFORE DELETE ON indicators
BEGIN SELECT RAISE(ABORT, 'indicators are append-only; enter or drop one'); END;
CREATE TRIGGER indicators_come_last BEFORE INSERT ON indicators
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM indicators)
BEGIN SELECT RAISE(ABORT, 'indicators are append-only; a new one comes last'); END;
CREATE TRIGGER indicator_checks_keep_cells BEFORE UPDATE ON indicator_checks
BEGIN SELECT RAISE(ABORT, 'checks of indicators are append-only; check again'); END;
CREATE TRIGGER indicator_checks_keep_rows BEFORE DELETE ON indicator_checks
BEGIN SELECT RAISE(ABORT, 'checks of indicators are append-only; check again'); END;
CREATE TRIGGER indicator_checks_come_last BEFORE INSERT ON indicator_checks
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM indicator_checks)
BEGIN SELECT RAISE(ABORT, 'checks of indicators are append-only; a new one comes last'); END;
