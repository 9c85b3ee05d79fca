-- +goose Up
PRAGMA application_id = 1178760547;

-- RECORDS: inserted, never updated, never deleted. `import` is in each of them the import that added the row.

CREATE TABLE source (
  -- A named place that imports read: a folder or a file. Where it lies is said by its newest scope.
  id      INTEGER PRIMARY KEY,
  import  INTEGER NOT NULL REFERENCES import,
  name    TEXT    NOT NULL UNIQUE,
  kind    TEXT    NOT NULL CHECK (kind IN ('folder', 'file'))
) STRICT;

CREATE TABLE import (
  -- One run of a command that adds records. Without a row in account it was killed.
  id         INTEGER PRIMARY KEY,
  started_ns INTEGER NOT NULL,            -- nanoseconds since 1970, UTC
  program    TEXT    NOT NULL,            -- name and version of the program
  command    TEXT    NOT NULL,            -- import, verify, source relocate, ...
  options    TEXT    NOT NULL CHECK (json_valid(options))
) STRICT;

CREATE TABLE scope (
  -- What an import was to look at: the part of a source at or under path, when the source lay at root.
  -- Only files in scope can be found gone or missing.
  import  INTEGER NOT NULL REFERENCES import,
  source  INTEGER NOT NULL REFERENCES source,
  path    BLOB    NOT NULL,               -- empty: the whole source
  root    BLOB    NOT NULL,               -- absolute, bytes as found
  PRIMARY KEY (import, source, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE account (
  -- The closing account of an import, written last. digest chains the records: it is SHA-256 over the digest
  -- before it, the record rows added since the account before it, and this row.
  import   INTEGER PRIMARY KEY REFERENCES import,
  ended_ns INTEGER NOT NULL,
  complete INTEGER NOT NULL CHECK (complete IN (0, 1)),
  counts   TEXT    NOT NULL CHECK (json_valid(counts)),
  digest   BLOB    NOT NULL CHECK (length(digest) = 32)
) STRICT;

CREATE TABLE document (
  -- Distinct bytes, known by their SHA-256. Two paths with the same bytes are one document.
  id      INTEGER PRIMARY KEY,
  import  INTEGER NOT NULL REFERENCES import,
  sha256  BLOB    NOT NULL UNIQUE CHECK (length(sha256) = 32),
  size    INTEGER NOT NULL CHECK (size >= 0)
) STRICT;

CREATE TABLE digest (
  -- Checksums of a document by further algorithms, taken on request.
  document  INTEGER NOT NULL REFERENCES document,
  algorithm TEXT    NOT NULL,
  import    INTEGER NOT NULL REFERENCES import,
  value     BLOB    NOT NULL,
  PRIMARY KEY (document, algorithm)
) STRICT, WITHOUT ROWID;

CREATE TABLE file (
  -- A path in a source: bytes as found, relative to the root, '/' between folders.
  id      INTEGER PRIMARY KEY,
  import  INTEGER NOT NULL REFERENCES import,
  source  INTEGER NOT NULL REFERENCES source,
  path    BLOB    NOT NULL,
  UNIQUE (source, path)
) STRICT;

CREATE TABLE sighting (
  -- What an import found at a file; a row only when something changed. The state of a file as of import N is its
  -- newest row up to N. document NULL: the file is gone.
  file       INTEGER NOT NULL REFERENCES file,
  import     INTEGER NOT NULL REFERENCES import,
  document   INTEGER REFERENCES document,
  outcome    TEXT    NOT NULL CHECK (outcome IN ('new', 'unchanged', 'changed', 'moved', 'duplicate', 'gone')),
  moved_from INTEGER REFERENCES file,     -- of a moved file, the file that vanished
  mtime_ns   INTEGER,                     -- modified, nanoseconds since 1970, UTC
  mode       INTEGER,                     -- Unix permission bits
  PRIMARY KEY (file, import),
  CHECK ((outcome = 'gone') = (document IS NULL)),
  CHECK ((outcome = 'moved') = (moved_from IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE member (
  -- A document inside a container document, in the order of the container. document NULL: not read, for a reason.
  id        INTEGER PRIMARY KEY,
  import    INTEGER NOT NULL REFERENCES import,
  container INTEGER NOT NULL REFERENCES document,
  reader    TEXT    NOT NULL,
  ordinal   INTEGER NOT NULL,
  name      BLOB    NOT NULL,
  document  INTEGER REFERENCES document,
  reason    TEXT,
  start     INTEGER,                      -- bytes of the container, where the member's bytes stand there as they are
  length    INTEGER,
  UNIQUE (container, reader, ordinal),
  CHECK ((document IS NULL) = (reason IS NOT NULL))
) STRICT;

CREATE TABLE outcome (
  -- A path that an import met and registered no document for, with the reason. The other outcomes are sightings.
  import  INTEGER NOT NULL REFERENCES import,
  source  INTEGER NOT NULL REFERENCES source,
  path    BLOB    NOT NULL,
  outcome TEXT    NOT NULL CHECK (outcome IN ('excluded', 'failed')),
  reason  TEXT    NOT NULL,
  PRIMARY KEY (import, source, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE fixity_check (
  -- A path that verify found not intact. What was intact is the scope of its import less these.
  import  INTEGER NOT NULL REFERENCES import,
  source  INTEGER NOT NULL REFERENCES source,
  path    BLOB    NOT NULL,
  state   TEXT    NOT NULL CHECK (state IN ('changed', 'missing', 'moved', 'copied', 'new', 'unreadable')),
  sha256  BLOB,                           -- of the bytes found; NULL: none were read
  file    INTEGER REFERENCES file,        -- the recorded file it is about: of a moved or copied path, where it came from
  reason  TEXT,                           -- of an unreadable one
  PRIMARY KEY (import, source, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE assertion (
  -- What a person said about a document (its date, title, reference code). Never mixed with facts.
  id       INTEGER PRIMARY KEY,
  import   INTEGER NOT NULL REFERENCES import,
  document INTEGER NOT NULL REFERENCES document,
  kind     TEXT    NOT NULL,
  value    TEXT    NOT NULL,
  who      TEXT    NOT NULL
) STRICT;

CREATE INDEX file_import      ON file (import);
CREATE INDEX document_import  ON document (import);
CREATE INDEX sighting_import  ON sighting (import);
CREATE INDEX sighting_document ON sighting (document);
CREATE INDEX sighting_moved   ON sighting (moved_from) WHERE moved_from IS NOT NULL;
CREATE INDEX digest_import    ON digest (import);
CREATE INDEX member_import    ON member (import);
CREATE INDEX member_document  ON member (document);
CREATE INDEX outcome_path     ON outcome (source, path, import);
CREATE INDEX assertion_document ON assertion (document);

-- DERIVED: may be dropped and is rebuilt from the records, the documents' bytes and the assertions.

CREATE TABLE holding (
  -- What is present: of every file its newest sighting, where that has a document. Derived from sighting.
  file     INTEGER PRIMARY KEY REFERENCES file,
  document INTEGER NOT NULL REFERENCES document,
  import   INTEGER NOT NULL REFERENCES import   -- the import of that sighting
) STRICT;

CREATE INDEX holding_document ON holding (document);

CREATE TABLE reading (
  -- What became of a document's content, by which reader and version of it.
  document   INTEGER PRIMARY KEY REFERENCES document,
  reader     TEXT,                        -- NULL: there is none for these bytes
  version    INTEGER,
  media_type TEXT NOT NULL,
  puid       TEXT,                        -- PRONOM's identifier of the format
  charset    TEXT,
  charset_by TEXT,                        -- how the charset was decided
  language   TEXT,                        -- ISO 639-1, und: unsure
  title      TEXT,                        -- quotes of the title and dateline passages
  dateline   TEXT,
  state      TEXT NOT NULL CHECK (state IN ('read', 'unread')),
  reason     TEXT,
  CHECK (state = 'read' OR reason IS NOT NULL)
) STRICT;

CREATE TABLE text (
  -- The UTF-8 that a reader took. map leads back to the document's bytes: NULL is the identity, else JSON runs
  -- [[text, source, length, how, part], ...] in bytes.
  document INTEGER PRIMARY KEY REFERENCES document,
  body     BLOB    NOT NULL,
  sha256   BLOB    NOT NULL CHECK (length(sha256) = 32),
  map      TEXT    CHECK (map IS NULL OR json_valid(map)),
  words    INTEGER NOT NULL
) STRICT;

CREATE TABLE passage (
  -- A disjoint part of a text: bytes [start, end) of its body. first_word is the position of its first word in the
  -- index, in column title for a title and else in column body.
  document   INTEGER NOT NULL REFERENCES document,
  ordinal    INTEGER NOT NULL,
  kind       TEXT    NOT NULL,
  start      INTEGER NOT NULL,
  "end"      INTEGER NOT NULL,
  first_word INTEGER NOT NULL,
  page       INTEGER,
  PRIMARY KEY (document, ordinal),
  CHECK (0 <= start AND start < "end")
) STRICT, WITHOUT ROWID;

CREATE TABLE fact (
  -- Something that the text says: bytes [start, end) of its body, what is stated there and, apart from it, what is
  -- resolved from premises. stated and resolved are JSON.
  document INTEGER NOT NULL REFERENCES document,
  ordinal  INTEGER NOT NULL,
  kind     TEXT    NOT NULL,
  start    INTEGER NOT NULL,
  "end"    INTEGER NOT NULL,
  rule     TEXT    NOT NULL,
  stated   TEXT    NOT NULL CHECK (json_valid(stated)),
  resolved TEXT    CHECK (resolved IS NULL OR json_valid(resolved)),
  PRIMARY KEY (document, ordinal),
  CHECK (0 <= start AND start < "end")
) STRICT, WITHOUT ROWID;

CREATE TABLE premise (
  -- Why a fact is resolved as it is: a range of the same text, or an assertion.
  document  INTEGER NOT NULL,
  fact      INTEGER NOT NULL,             -- its ordinal
  ordinal   INTEGER NOT NULL,
  start     INTEGER,
  "end"     INTEGER,
  assertion INTEGER REFERENCES assertion,
  PRIMARY KEY (document, fact, ordinal),
  FOREIGN KEY (document, fact) REFERENCES fact (document, ordinal),
  CHECK ((start IS NULL) = ("end" IS NULL) AND (start IS NULL) <> (assertion IS NULL))
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE fulltext /* The index of words, rowid = document. What is matched must be typed folded:
  lower case, no marks (ä as a), ß as ss. Phrases match across passages here; findbuch search looks closer. */
  USING fts5(title, body, content='', tokenize='ascii');

-- Large segments, merged when there are sixteen of a level and not before: a quarter less work for an import.
INSERT INTO fulltext (fulltext, rank) VALUES ('automerge', 0);
INSERT INTO fulltext (fulltext, rank) VALUES ('hashsize', 67108864);

CREATE TABLE derived (
  -- Which rules made the derived rows: their version, by what they made.
  what    TEXT PRIMARY KEY,
  version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- CACHE: may vanish, no answer rests on it.

CREATE TABLE stat (
  -- How a file looked when its bytes were read, so that an unchanged one need not be opened again.
  file     INTEGER PRIMARY KEY,
  size     INTEGER NOT NULL,
  mtime_ns INTEGER NOT NULL,
  ctime_ns INTEGER NOT NULL,
  inode    INTEGER NOT NULL
) STRICT;

-- VIEWS, the public face.

CREATE VIEW holdings AS
  -- The files that are present, one a row. path is shown as text, path_bytes has it as found.
  SELECT source.name AS source, CAST(file.path AS TEXT) AS path, file.path AS path_bytes,
         lower(hex(document.sha256)) AS document, document.size,
         strftime('%Y-%m-%dT%H:%M:%SZ', sighting.mtime_ns / 1000000000, 'unixepoch') AS modified,
         sighting.mtime_ns, sighting.mode, holding.import AS since_import
  FROM holding
  JOIN file     ON file.id = holding.file
  JOIN source   ON source.id = file.source
  JOIN document ON document.id = holding.document
  JOIN sighting ON sighting.file = holding.file AND sighting.import = holding.import;

CREATE VIEW documents AS
  -- Every document ever registered. paths: how many files hold it now; 0 is gone.
  SELECT lower(hex(document.sha256)) AS document, document.size,
         (SELECT count(*) FROM holding WHERE holding.document = document.id) AS paths,
         reading.media_type, reading.puid, reading.charset, reading.charset_by, reading.language,
         reading.title, reading.dateline,
         (SELECT count(*) FROM passage WHERE passage.document = document.id) AS passages,
         coalesce(text.words, 0) AS words, reading.state AS reading, reading.reason,
         reading.reader, reading.version
  FROM document
  JOIN reading   ON reading.document = document.id
  LEFT JOIN text ON text.document = document.id;

CREATE VIEW passages AS
  -- The parts of every text, in bytes [start, end) of it, with their words.
  SELECT lower(hex(document.sha256)) AS document, passage.ordinal, passage.kind, passage.start, passage."end",
         CAST(substr(text.body, passage.start + 1, passage."end" - passage.start) AS TEXT) AS quote,
         passage.first_word, passage.page
  FROM passage
  JOIN document ON document.id = passage.document
  JOIN text     ON text.document = passage.document;

CREATE VIEW facts AS
  -- What the texts say, in bytes [start, end) of them.
  SELECT lower(hex(document.sha256)) AS document, fact.ordinal, fact.kind, fact.start, fact."end",
         CAST(substr(text.body, fact.start + 1, fact."end" - fact.start) AS TEXT) AS quote,
         fact.stated, fact.resolved, fact.rule
  FROM fact
  JOIN document ON document.id = fact.document
  JOIN text     ON text.document = fact.document;

CREATE VIEW timeline AS
  -- The facts that have a date, by what they resolve to, else by what they state.
  SELECT coalesce(json_extract(fact.resolved, '$.edtf'), json_extract(fact.stated, '$.edtf')) AS edtf,
         fact.kind, lower(hex(document.sha256)) AS document, fact.start, fact."end"
  FROM fact
  JOIN document ON document.id = fact.document
  WHERE coalesce(json_extract(fact.resolved, '$.edtf'), json_extract(fact.stated, '$.edtf')) IS NOT NULL;

CREATE VIEW problems AS
  -- What was met and not registered (until the path was seen again, or a later complete import had it in scope and
  -- found nothing to say of it), and what is present and not read.
  SELECT source.name AS source, CAST(outcome.path AS TEXT) AS path, outcome.path AS path_bytes,
         NULL AS document, outcome.outcome AS problem, outcome.reason, outcome.import
  FROM outcome
  JOIN source ON source.id = outcome.source
  WHERE NOT EXISTS (
    SELECT 1 FROM scope
    JOIN import  ON import.id = scope.import AND import.command = 'import'
    JOIN account ON account.import = scope.import AND account.complete
    WHERE scope.source = outcome.source AND scope.import > outcome.import
      AND (scope.path = x'' OR scope.path = outcome.path
           OR substr(outcome.path, 1, length(scope.path) + 1) = CAST(scope.path || '/' AS BLOB)))
  AND NOT EXISTS (
    SELECT 1 FROM outcome AS later
    WHERE later.source = outcome.source AND later.path = outcome.path AND later.import > outcome.import)
  AND NOT EXISTS (
    SELECT 1 FROM file
    JOIN sighting ON sighting.file = file.id AND sighting.import > outcome.import
    WHERE file.source = outcome.source AND file.path = outcome.path)
  UNION ALL
  SELECT source.name, CAST(file.path AS TEXT), file.path,
         lower(hex(document.sha256)), 'unread', reading.reason, holding.import
  FROM holding
  JOIN reading  ON reading.document = holding.document AND reading.state = 'unread'
  JOIN document ON document.id = holding.document
  JOIN file     ON file.id = holding.file
  JOIN source   ON source.id = file.source;

CREATE VIEW coverage AS
  -- What answers about the text rest on: of the documents that are present, how many were read, and why the others
  -- were not.
  SELECT reading.state AS reading, CASE reading.state WHEN 'unread' THEN reading.reason END AS reason,
         count(*) AS documents, sum(document.size) AS bytes
  FROM reading
  JOIN document ON document.id = reading.document
  WHERE EXISTS (SELECT 1 FROM holding WHERE holding.document = reading.document)
  GROUP BY 1, 2;

-- The records are only added to.

-- +goose StatementBegin
CREATE TRIGGER source_no_update BEFORE UPDATE ON source
BEGIN SELECT RAISE(ABORT, 'records are only added to: source'); END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER source_no_delete BEFORE DELETE ON source
BEGIN SELECT RAISE(ABORT, 'records are only added to: source'); END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER import_no_update BEFORE UPDATE ON import
BEGIN SELECT RAISE(ABORT, 'records are only added to: import'); END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER import_no_delete BEFORE DELETE ON import
BEGIN SELECT RAISE(ABORT, 'records are only added to: import'); END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER scope_no_update BEFORE UPDATE ON scope
BEGIN SELECT RAISE(ABORT, 'records are only added to: scope'); END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER scope_no_delete BEFORE DELETE ON scope
BEGIN SELECT RAISE(ABORT, 'records are only added to: scope'); END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER account_no_update BEFORE UPDATE ON account
BEGIN SELECT RAISE(ABORT, 'records are only added to: account'); END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER account_no_delete BEFORE DELETE ON account
BEGIN SELECT RAISE(ABORT, 'records are only added to: account'); END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER document_no_update BEFORE UPDATE ON document
BEGIN SELECT RAISE(ABORT, 'records are only added to: document'); END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER document_no_delete BEFORE DELETE ON document
BEGIN SELECT RAISE(ABORT, 'records are only added to: document'); END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER digest_no_update BEFORE UPDATE ON digest
BEGIN SELECT RAISE(ABORT, 'records are only added to: digest'); END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER digest_no_delete BEFORE DELETE ON digest
BEGIN SELECT RAISE(ABORT, 'records are only added to: digest'); END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER file_no_update BEFORE UPDATE ON file
BEGIN SELECT RAISE(ABORT, 'records are only added to: file'); END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER file_no_delete BEFORE DELETE ON file
BEGIN SELECT RAISE(ABORT, 'records are only added to: file'); END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER sighting_no_update BEFORE UPDATE ON sighting
BEGIN SELECT RAISE(ABORT, 'records are only added to: sighting'); END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER sighting_no_delete BEFORE DELETE ON sighting
BEGIN SELECT RAISE(ABORT, 'records are only added to: sighting'); END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER member_no_update BEFORE UPDATE ON member
BEGIN SELECT RAISE(ABORT, 'records are only added to: member'); END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER member_no_delete BEFORE DELETE ON member
BEGIN SELECT RAISE(ABORT, 'records are only added to: member'); END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER outcome_no_update BEFORE UPDATE ON outcome
BEGIN SELECT RAISE(ABORT, 'records are only added to: outcome'); END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER outcome_no_delete BEFORE DELETE ON outcome
BEGIN SELECT RAISE(ABORT, 'records are only added to: outcome'); END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER fixity_check_no_update BEFORE UPDATE ON fixity_check
BEGIN SELECT RAISE(ABORT, 'records are only added to: fixity_check'); END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER fixity_check_no_delete BEFORE DELETE ON fixity_check
BEGIN SELECT RAISE(ABORT, 'records are only added to: fixity_check'); END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER assertion_no_update BEFORE UPDATE ON assertion
BEGIN SELECT RAISE(ABORT, 'records are only added to: assertion'); END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER assertion_no_delete BEFORE DELETE ON assertion
BEGIN SELECT RAISE(ABORT, 'records are only added to: assertion'); END;
-- +goose StatementEnd

PRAGMA user_version = 1;
