-- +goose Up

CREATE TABLE authority (
  -- RECORDS: a list of names that was added, whole, or taken back. The newest row of a name counts.
  id      INTEGER PRIMARY KEY,
  import  INTEGER NOT NULL REFERENCES import,
  name    TEXT    NOT NULL,
  action  TEXT    NOT NULL CHECK (action IN ('add', 'remove')),
  format  TEXT,                           -- the ending of its file's name
  content BLOB,
  CHECK ((action = 'add') = (format IS NOT NULL AND content IS NOT NULL))
) STRICT;

CREATE INDEX assertion_import ON assertion (import);

-- +goose StatementBegin
CREATE TRIGGER authority_no_update BEFORE UPDATE ON authority
BEGIN SELECT RAISE(ABORT, 'records are only added to: authority'); END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER authority_no_delete BEFORE DELETE ON authority
BEGIN SELECT RAISE(ABORT, 'records are only added to: authority'); END;
-- +goose StatementEnd

PRAGMA user_version = 3;
