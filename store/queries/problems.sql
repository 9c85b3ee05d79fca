-- What was met and not registered, and what is present and not read?
-- :source is the name of a source (NULL: all).
SELECT source, path_bytes AS path, document, problem, reason, import
FROM problems
WHERE :source IS NULL OR source = :source
ORDER BY source, path_bytes, problem;
