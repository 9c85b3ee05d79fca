-- Which documents are present, and what became of their content? One row a file.
-- :source is the name of a source (NULL: all); :unread is 1 for what was not read only.
SELECT source.name AS source, file.path, lower(hex(document.sha256)) AS document, document.size,
       reading.media_type, reading.charset, reading.language, reading.title, reading.dateline,
       (SELECT count(*) FROM passage WHERE passage.document = document.id) AS passages,
       reading.state AS reading, reading.reason, NULL AS gone
FROM source
CROSS JOIN file ON file.source = source.id -- in this order the indexes sort
JOIN holding  ON holding.file = file.id
JOIN document ON document.id = holding.document
JOIN reading  ON reading.document = document.id
WHERE (:source IS NULL OR source.name = :source)
  AND (:unread IS NULL OR reading.state = 'unread')
ORDER BY source.name, file.path;
