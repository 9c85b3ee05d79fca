-- How much is there? The sizes are in bytes; documents and texts count once, however many files hold them.
SELECT (SELECT count(*) FROM source)                                                 AS sources,
       (SELECT count(*) FROM import)                                                 AS imports,
       (SELECT count(*) FROM holding)                                                AS files,
       (SELECT coalesce(sum(document.size), 0)
        FROM holding JOIN document ON document.id = holding.document)                AS file_bytes,
       count(*)                                                                      AS documents,
       coalesce(sum(document.size), 0)                                               AS bytes,
       count(text.document)                                                          AS texts,
       coalesce(sum(length(text.body)), 0)                                           AS text_bytes,
       coalesce(sum(text.words), 0)                                                  AS words,
       coalesce(sum((SELECT count(*) FROM passage
                     WHERE passage.document = document.id)), 0)                      AS passages,
       (SELECT count(*) FROM document
        WHERE NOT EXISTS (SELECT 1 FROM holding WHERE holding.document = document.id)
          AND document.id NOT IN (SELECT document FROM contained))                   AS gone_documents
FROM document
LEFT JOIN text ON text.document = document.id
WHERE EXISTS (SELECT 1 FROM holding WHERE holding.document = document.id)
   OR document.id IN (SELECT document FROM contained);
