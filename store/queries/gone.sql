-- Which files are gone, and what did they hold last? gone is the import that found it so.
-- :source is the name of a source (NULL: all); :unread is 1 for what was not read only.
SELECT source.name AS source, file.path, lower(hex(document.sha256)) AS document, document.size,
       reading.media_type, reading.charset, reading.language, reading.title, reading.dateline,
       (SELECT count(*) FROM passage WHERE passage.document = document.id) AS passages,
       reading.state AS reading, reading.reason, newest.import AS gone
FROM source
CROSS JOIN file ON file.source = source.id -- in this order the indexes sort
JOIN sighting AS newest
  ON newest.file = file.id AND newest.document IS NULL
 AND newest.import = (SELECT max(import) FROM sighting WHERE sighting.file = file.id)
JOIN sighting AS held
  ON held.file = file.id
 AND held.import = (SELECT max(import) FROM sighting
                    WHERE sighting.file = file.id AND sighting.document IS NOT NULL)
JOIN document ON document.id = held.document
JOIN reading  ON reading.document = document.id
WHERE (:source IS NULL OR source.name = :source)
  AND (:unread IS NULL OR reading.state = 'unread')
ORDER BY source.name, file.path;
