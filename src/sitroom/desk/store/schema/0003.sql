-- The situations of a topic, as the files stood when they were put there; the last of a name counts.
CREATE TABLE topic_situations (
    id       INTEGER PRIMARY KEY,
    slug     TEXT NOT NULL REFERENCES topics (slug),
    name     TEXT NOT NULL,                  -- of the file
    toml     TEXT NOT NULL,
    sha256   TEXT NOT NULL,                  -- of the text
    added_at TEXT NOT NULL,
    UNIQUE (slug, name, sha256)
) STRICT;
