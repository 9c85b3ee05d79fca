-- Of which media types, languages and charsets are the documents that are present?
WITH present AS (
  SELECT reading.media_type, reading.language, reading.charset, document.size
  FROM reading
  JOIN document ON document.id = reading.document
  WHERE EXISTS (SELECT 1 FROM holding WHERE holding.document = reading.document)
     OR reading.document IN (SELECT document FROM contained))
SELECT 'media_type' AS what, media_type AS value, count(*) AS documents, sum(size) AS bytes
FROM present GROUP BY media_type
UNION ALL
SELECT 'language', language, count(*), sum(size) FROM present WHERE language IS NOT NULL GROUP BY language
UNION ALL
SELECT 'charset', charset, count(*), sum(size) FROM present WHERE charset IS NOT NULL GROUP BY charset
ORDER BY what, documents DESC, value;
