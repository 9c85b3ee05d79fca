-- What do answers about the texts rest on? Of the documents that are present, how many were read, and why were
-- the others not?
SELECT reading, reason, documents, bytes
FROM coverage
ORDER BY reading, documents DESC, reason;
