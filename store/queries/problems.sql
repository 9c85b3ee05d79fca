-- What was met and not registered, what is present and not read, and which files are not what their names say?
-- :source is the name of a source (NULL: all).
SELECT source, path_bytes AS path, member, document, problem, reason, notes, import
FROM problems
WHERE :source IS NULL OR source = :source
ORDER BY source, path_bytes, problem, member;
