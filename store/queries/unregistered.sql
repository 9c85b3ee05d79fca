-- How many paths were met and not registered, and why?
SELECT problem, reason, count(*) AS paths
FROM problems
WHERE problem <> 'unread'
GROUP BY problem, reason
ORDER BY problem DESC, paths DESC, reason;
