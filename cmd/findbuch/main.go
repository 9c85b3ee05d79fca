// Command findbuch keeps a catalogue of the documents in folders and answers
// questions about them: one binary, one SQLite file, no server.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"findbuch/cmd/findbuch/internal/importer"
	"findbuch/cmd/findbuch/internal/sandbox"
)

func main() {
	if len(os.Args) == 2 && os.Args[1] == inSandbox {
		if err := sandbox.Child(os.Stdin, os.Stdout, importer.InSandbox()); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(exitFailed)
		}
		return
	}
	// A write to a closed pipe is to be an error, not the end of the process.
	signal.Ignore(syscall.SIGPIPE)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	go func() {
		<-ctx.Done()
		stop() // a second signal kills
	}()
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run executes a command line and returns its exit code. It keeps no state
// and may be called more than once.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	u := newUI(stdin, stdout, stderr)
	root := newRoot(u)
	root.SetArgs(args)
	command, err := root.ExecuteContextC(ctx)
	return u.finish(command.CommandPath(), err)
}

const rootHelp = `Findbuch registers the documents in folders and files, reads their text, and
answers questions about them. The sources are never written to; all that is
known stands in one SQLite file, the catalogue:

  --db FILE, else $FINDBUCH_DB, else findbuch.db in the current folder

A document (DOC) is named by a path or by the first 8 or more digits of its
SHA-256. Every command has --json: one object a line.

Exit codes: 0 done; 1 done, and the answer is "no" or "not all"; 2 wrong use;
3 could not be done.`

const rootExample = `  findbuch import letters
  findbuch search '"Saudi Aramco"'`

func newRoot(u *ui) *cobra.Command {
	root := &cobra.Command{
		Use:           "findbuch",
		Short:         "A catalogue of documents that answers questions",
		Long:          rootHelp,
		Example:       rootExample,
		Version:       version(),
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.ArbitraryArgs, // so that RunE says which command is unknown
		RunE:          func(cmd *cobra.Command, args []string) error { return unknown(cmd, args) },
	}
	root.CompletionOptions.HiddenDefaultCmd = true
	root.PersistentFlags().StringVar(&u.db, "db", defaultDB(), "the catalogue")
	root.PersistentFlags().BoolVar(&u.json, "json", false, "answer in JSON, one object a line")
	root.SetOut(u.out)
	root.SetErr(u.err)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usageError{hint(err, "%s --help", cmd.CommandPath())}
	})
	root.AddCommand(commands(u)...)
	for _, command := range root.Commands() {
		checkArgs(command)
	}
	return root
}

// commands are all commands, in the order of the work.
func commands(u *ui) []*cobra.Command {
	return []*cobra.Command{
		newImportCommand(u),
		newReadCommand(u),
		newListCommand(u),
		newShowCommand(u),
		newIndexCommand(u),
		newSearchCommand(u),
		newFactsCommand(u),
		newTimelineCommand(u),
		newAboutCommand(u),
		newAuthorityCommand(u),
		newCiteCommand(u),
		newProblemsCommand(u),
		newCoverageCommand(u),
		newStatsCommand(u),
		newHistoryCommand(u),
		newVerifyCommand(u),
		newRereadCommand(u),
		newTextCommand(u),
		newExportCommand(u),
		newSourceCommand(u),
		newSQLCommand(u),
	}
}

// defaultDB is the catalogue when no flag names one.
func defaultDB() string {
	if db := os.Getenv("FINDBUCH_DB"); db != "" {
		return db
	}
	return "findbuch.db"
}

// checkArgs makes what cobra says about the arguments of a command an error
// of use, and a command that only has others below it say so.
func checkArgs(command *cobra.Command) {
	if !command.Runnable() {
		command.Args = cobra.ArbitraryArgs
		command.RunE = unknown
	}
	if check := command.Args; check != nil {
		command.Args = func(cmd *cobra.Command, args []string) error {
			if err := check(cmd, args); err != nil {
				return usageError{hint(err, "%s", cmd.UseLine())}
			}
			return nil
		}
	}
	for _, below := range command.Commands() {
		checkArgs(below)
	}
}

// unknown answers for a command that only has others below it.
func unknown(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return cmd.Help()
	}
	next := cmd.CommandPath() + " --help"
	cmd.SuggestionsMinimumDistance = 2
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		next = cmd.CommandPath() + " " + strings.Join(near, ", or ")
	}
	return usageError{hint(fmt.Errorf("unknown command %q", args[0]), "%s", next)}
}

// version returns the module's version, with the commit that it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	text := info.Main.Version
	if text == "" {
		text = "(devel)"
	}
	for _, setting := range info.Settings {
		if setting.Key == "vcs.revision" && !strings.Contains(text, setting.Value[:min(12, len(setting.Value))]) {
			text += " " + setting.Value
		}
	}
	return text
}

// program is what records say about who added them.
func program() string { return "findbuch " + version() }

// inSandbox is the argument of a child that reads hostile formats.
const inSandbox = "sandbox-child"

// sandboxCommand starts such a child. When nobody knows where this program is,
// there is none, and everything is read here.
func sandboxCommand() []string {
	own, err := os.Executable()
	if err != nil {
		return nil
	}
	return []string{own, inSandbox}
}

// reading says how documents are read when nothing is imported.
func reading(maxText int64) importer.Options {
	return importer.Options{MaxText: maxText, Workers: 1, Sandbox: sandboxCommand()}
}
