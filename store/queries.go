package store

import _ "embed" // the questions

// The questions that people ask, one a file. They run in SQLite's shell too,
// where a parameter that is not set is NULL.
var (
	//go:embed queries/list.sql
	listQuestion string
	//go:embed queries/gone.sql
	goneQuestion string
	//go:embed queries/problems.sql
	problemsQuestion string
	//go:embed queries/coverage.sql
	coverageQuestion string
	//go:embed queries/unregistered.sql
	unregisteredQuestion string
	//go:embed queries/stats.sql
	statsQuestion string
	//go:embed queries/kinds.sql
	kindsQuestion string
	//go:embed queries/history.sql
	historyQuestion string
)
