-- +goose Up

-- DERIVED, as all below.

-- notes: what is not in the text, and of a document that was not read, where and why; one a line, for people.
ALTER TABLE reading ADD COLUMN notes TEXT;
-- puid_basis: which bytes say so.
ALTER TABLE reading ADD COLUMN puid_basis TEXT;

CREATE TABLE property (
  -- What a document says of itself outside of its text. Names are those of Dublin Core where there is one (title,
  -- creator, subject, description, date, modified, language, publisher, identifier), else the format's own.
  document INTEGER NOT NULL REFERENCES document,
  ordinal  INTEGER NOT NULL,
  name     TEXT    NOT NULL,
  value    TEXT    NOT NULL,
  PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE misnamed (
  -- A file whose extension does not fit what its bytes are. Derived from file and reading.
  file   INTEGER PRIMARY KEY REFERENCES file,
  reason TEXT NOT NULL
) STRICT;

CREATE INDEX member_container ON member (container);

-- VIEWS

CREATE VIEW members AS
  -- The documents inside of other ones, as the reader that read the container last took them out. Without a document
  -- it could not be taken out, for a reason. start and length: the container's bytes, where it stands there as it is.
  SELECT lower(hex(container.sha256)) AS container, member.ordinal, CAST(member.name AS TEXT) AS name,
         member.name AS name_bytes, lower(hex(document.sha256)) AS document, document.size, member.reason,
         member.start, member.length
  FROM member
  JOIN document AS container ON container.id = member.container
  JOIN reading  ON reading.document = member.container AND member.reader = reading.reader || '/' || reading.version
  LEFT JOIN document ON document.id = member.document;

CREATE VIEW contained AS
  -- The ids (document.id) of the documents that are inside of those which are present.
  WITH RECURSIVE
    inside (container, document) AS (
      SELECT member.container, member.document
      FROM member
      JOIN reading ON reading.document = member.container AND member.reader = reading.reader || '/' || reading.version
      WHERE member.document IS NOT NULL),
    contained (document) AS (
      SELECT inside.document FROM inside JOIN holding ON holding.document = inside.container
      UNION
      SELECT inside.document FROM contained JOIN inside ON inside.container = contained.document)
  SELECT document FROM contained;

CREATE VIEW properties AS
  -- What the documents say of themselves outside of their texts.
  SELECT lower(hex(document.sha256)) AS document, property.ordinal, property.name, property.value
  FROM property
  JOIN document ON document.id = property.document;

DROP VIEW documents;

CREATE VIEW documents AS
  -- Every document ever registered. paths: how many files hold it now; 0 is gone, or inside of another document.
  SELECT lower(hex(document.sha256)) AS document, document.size,
         (SELECT count(*) FROM holding WHERE holding.document = document.id) AS paths,
         (SELECT count(*) FROM member WHERE member.container = document.id
            AND member.reader = reading.reader || '/' || reading.version) AS members,
         reading.media_type, reading.puid, reading.puid_basis, reading.charset, reading.charset_by, reading.language,
         reading.title, reading.dateline,
         (SELECT count(*) FROM passage WHERE passage.document = document.id) AS passages,
         coalesce(text.words, 0) AS words, reading.state AS reading, reading.reason, reading.notes,
         reading.reader, reading.version
  FROM document
  JOIN reading   ON reading.document = document.id
  LEFT JOIN text ON text.document = document.id;

DROP VIEW problems;

CREATE VIEW problems AS
  -- What was met and not registered (until the path was seen again, or a later complete import had it in scope and
  -- found nothing to say of it), what is present and not read, be it inside of another document (member is its name
  -- there), and files whose extension does not fit what they are (misnamed).
  SELECT source.name AS source, CAST(outcome.path AS TEXT) AS path, outcome.path AS path_bytes, NULL AS member,
         NULL AS document, outcome.outcome AS problem, outcome.reason, NULL AS notes, outcome.import
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
  SELECT source.name, CAST(file.path AS TEXT), file.path, NULL,
         lower(hex(document.sha256)), 'unread', reading.reason, reading.notes, holding.import
  FROM holding
  JOIN reading  ON reading.document = holding.document AND reading.state = 'unread'
  JOIN document ON document.id = holding.document
  JOIN file     ON file.id = holding.file
  JOIN source   ON source.id = file.source
  UNION ALL
  SELECT source.name, CAST(file.path AS TEXT), file.path, NULL,
         lower(hex(document.sha256)), 'misnamed', misnamed.reason, NULL, holding.import
  FROM misnamed
  JOIN holding  ON holding.file = misnamed.file
  JOIN document ON document.id = holding.document
  JOIN file     ON file.id = holding.file
  JOIN source   ON source.id = file.source
  UNION ALL
  SELECT * FROM (
    WITH RECURSIVE
      inside (container, document, name, reason) AS (
        SELECT member.container, member.document, CAST(member.name AS TEXT), member.reason
        FROM member
        JOIN reading ON reading.document = member.container AND member.reader = reading.reader || '/' || reading.version),
      below (file, import, document, names, reason, depth) AS (
        SELECT holding.file, holding.import, inside.document, inside.name, inside.reason, 1
        FROM inside JOIN holding ON holding.document = inside.container
        UNION ALL
        SELECT below.file, below.import, inside.document, below.names || '/' || inside.name, inside.reason, below.depth + 1
        FROM below JOIN inside ON inside.container = below.document
        WHERE below.depth < 64)
    SELECT source.name, CAST(file.path AS TEXT), file.path, below.names,
           lower(hex(document.sha256)), 'unread', coalesce(below.reason, reading.reason), reading.notes, below.import
    FROM below
    JOIN file          ON file.id = below.file
    JOIN source        ON source.id = file.source
    LEFT JOIN document ON document.id = below.document
    LEFT JOIN reading  ON reading.document = below.document
    WHERE below.document IS NULL OR reading.state = 'unread');

DROP VIEW coverage;

CREATE VIEW coverage AS
  -- What answers about the text rest on: of the documents that are present, those inside of others included, how many
  -- were read, and why the others were not.
  SELECT reading.state AS reading, CASE reading.state WHEN 'unread' THEN reading.reason END AS reason,
         count(*) AS documents, sum(document.size) AS bytes
  FROM reading
  JOIN document ON document.id = reading.document
  WHERE EXISTS (SELECT 1 FROM holding WHERE holding.document = reading.document)
     OR reading.document IN (SELECT document FROM contained)
  GROUP BY 1, 2;

PRAGMA user_version = 2;
