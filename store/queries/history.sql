-- Which imports were there, and how did they end? Oldest first. One without an account was killed.
SELECT import.id AS import, import.started_ns, account.ended_ns, import.program, import.command, import.options,
       account.complete, account.counts, lower(hex(account.digest)) AS digest
FROM import
LEFT JOIN account ON account.import = import.id
ORDER BY import.id;
