package importer

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"findbuch/store"
)

// sandboxed makes an import read hostile formats in children of this binary.
func sandboxed(o *Options) {
	own, err := os.Executable()
	if err != nil {
		panic(err)
	}
	o.Sandbox = []string{own, childArgument}
}

const childArgument = "sandbox-child" // see TestMain

const documents = "../../../../testdata/documents"

// TestKeptDocuments reads what others have made. A valid one is read, unless
// its name tells why not; of a damaged one the reading has a reason or notes, or
// it is taken for plain text.
func TestKeptDocuments(t *testing.T) {
	if raced {
		t.Skip("too slow with the race detector on")
	}
	db := filepath.Join(t.TempDir(), "findbuch.db")
	importInto(t, db, sandboxed, documents)
	rows := ask(t, db, `SELECT path, reading, coalesce(reason, ''), coalesce(notes, ''), media_type, passages
		FROM holdings JOIN documents USING (document) WHERE path NOT LIKE '%.md' OR path LIKE '%/%' ORDER BY path`)
	require.Greater(t, len(rows), 40)
	for _, row := range rows {
		f := strings.SplitN(row, "|", 3)
		name := filepath.Base(f[0])
		switch {
		case strings.HasPrefix(f[0], "valid/"):
			require.Equal(t, "read", f[1], row)
			require.False(t, strings.HasSuffix(row, "|0"), "nothing was read: %s", row)
		case strings.HasPrefix(name, "encrypted"):
			require.Contains(t, row, "|unread|encrypted|", name)
		case strings.HasPrefix(name, "image-only"):
			require.Contains(t, row, "|unread|image only|", name)
		}
	}
}

// TestHostileDocuments imports, beside sound documents, bombs, endless nestings
// and every kept document cut off and with changed bytes. FINDBUCH_HOSTILE=full
// makes more of them. Everything is accounted, what was not read has a reason
// and notes, the sound ones are read, and the process with its children takes
// less than 1 GB.
func TestHostileDocuments(t *testing.T) {
	if raced {
		t.Skip("too slow with the race detector on")
	}
	cuts, changes := 1, 4
	if os.Getenv("FINDBUCH_HOSTILE") == "full" {
		cuts, changes = 20, 200
	}
	folder := t.TempDir()
	put(t, folder, bombs(t)...)
	put(t, folder, spoilt(t, cuts, changes)...)
	for i := range 20 {
		put(t, folder, fmt.Sprintf("sound/%d.txt", i), fmt.Sprintf("Ein heiler Brief, Nummer %d.", i))
	}
	db := filepath.Join(t.TempDir(), "findbuch.db")
	peak := watchMemory(t)
	counts := importInto(t, db, func(o *Options) { sandboxed(o); o.Limits.Seconds = 20 }, folder)
	require.Zero(t, counts.Failed)
	require.Equal(t, counts.Walked, counts.New+counts.Duplicate)
	require.Equal(t, []string{"20"}, ask(t, db, `SELECT count(*) FROM holdings JOIN documents USING (document)
		WHERE path LIKE 'sound/%' AND reading = 'read'`))
	require.Empty(t, ask(t, db, `SELECT path FROM holdings JOIN documents USING (document)
		WHERE reading = 'unread' AND reason <> 'no reader' AND notes IS NULL`))
	for _, row := range ask(t, db, `SELECT reading, reason, count(*), max(notes) FROM documents GROUP BY reading, reason`) {
		t.Log(row)
	}
	for _, row := range ask(t, db, `SELECT path, reading, coalesce(reason, ''), coalesce(notes, '')
		FROM holdings JOIN documents USING (document) WHERE path LIKE 'bomb/%' ORDER BY path`) {
		t.Log(row)
	}
	most := peak()
	t.Logf("%d documents; at most %d MB", counts.Walked, most>>20)
	require.Less(t, most, int64(1<<30))
}

// bombs are documents that want more than they should get, as name, content.
func bombs(t *testing.T) []string {
	const deep = 100_000
	zeros := strings.Repeat("\x00", 64<<10)
	packed := func(names ...string) string {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for i := 0; i < len(names); i += 2 {
			w, err := z.Create(names[i])
			require.NoError(t, err)
			w.Write([]byte(names[i+1]))
			if strings.HasSuffix(names[i], "document.xml") || strings.HasSuffix(names[i], "a.xhtml") {
				for range 1 << 14 { // 1 GiB
					w.Write([]byte(zeros))
				}
			}
		}
		require.NoError(t, z.Close())
		return b.String()
	}
	laughs := `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a0 "ha">`
	for i := range 30 {
		laughs += fmt.Sprintf(`<!ENTITY a%d "&a%d;&a%d;">`, i+1, i, i)
	}
	nested := "From: a@b\nTo: c@d\nSubject: tief\nMIME-Version: 1.0\n"
	for i := range 1000 {
		nested += fmt.Sprintf("Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i)
	}
	forwarded := "Ende"
	for range 1000 {
		forwarded = "From: a@b\nTo: c@d\nSubject: x\nContent-Type: message/rfc822\n\n" + forwarded
	}
	return []string{
		"bomb/zip.docx", packed("[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
			"word/document.xml", "<document>"),
		"bomb/zip.epub", packed("mimetype", "application/epub+zip",
			"META-INF/container.xml", `<container><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>`,
			"a.opf", `<package><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>`,
			"a.xhtml", "<html>"),
		"bomb/deep.html", "<html>" + strings.Repeat("<div>", deep) + "Grund",
		"bomb/deep.xml", "<?xml version='1.0'?>" + strings.Repeat("<a>", deep) + "Grund",
		"bomb/deep.json", strings.Repeat("[", deep),
		"bomb/deep.rtf", `{\rtf1 ` + strings.Repeat("{", deep) + "Grund",
		"bomb/laughs.xml", laughs + `]><l>&a30;</l>`,
		"bomb/pages.pdf", "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 99999999/Kids[2 0 R 2 0 R]/Parent 2 0 R>>endobj\n" +
			"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \ntrailer<</Size 3/Root 1 0 R>>\nstartxref\n140\n%%EOF",
		"bomb/nested.eml", nested,
		"bomb/forwarded.eml", forwarded,
	}
}

// spoilt are the kept documents, cut off at random places and with random bytes.
func spoilt(t *testing.T, cuts, changes int) (files []string) {
	random := rand.New(rand.NewPCG(3, 141))
	kept, err := filepath.Glob(documents + "/valid/*")
	require.NoError(t, err)
	require.NotEmpty(t, kept)
	for _, path := range kept {
		whole, err := os.ReadFile(path)
		require.NoError(t, err)
		for i := range cuts {
			files = append(files, fmt.Sprintf("cut/%d-%s", i, filepath.Base(path)), string(whole[:random.IntN(len(whole))]))
		}
		for i := range changes {
			changed := bytes.Clone(whole)
			for range 1 + random.IntN(20) {
				changed[random.IntN(len(changed))] = byte(random.Uint32())
			}
			files = append(files, fmt.Sprintf("changed/%d-%s", i, filepath.Base(path)), string(changed))
		}
	}
	return files
}

// watchMemory adds up what this process and its children hold, until peak is
// called. Elsewhere than on Linux it is 0.
func watchMemory(t *testing.T) (peak func() int64) {
	runtime.GC()
	own, ctx := resident(os.Getpid()), t.Context()
	ctx, stop := context.WithCancel(ctx)
	most, done := int64(0), make(chan struct{})
	go func() {
		defer close(done)
		for ctx.Err() == nil {
			sum := resident(os.Getpid()) - own // less what the tests before have left
			for _, child := range children() {
				sum += resident(child)
			}
			most = max(most, sum)
			time.Sleep(5 * time.Millisecond)
		}
	}()
	return func() int64 { stop(); <-done; return most }
}

func resident(pid int) int64 {
	status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/statm", pid))
	fields := strings.Fields(string(status))
	if len(fields) < 2 {
		return 0
	}
	pages, _ := strconv.ParseInt(fields[1], 10, 64)
	return pages * int64(os.Getpagesize())
}

func children() (pids []int) {
	tasks, _ := filepath.Glob("/proc/self/task/*/children")
	for _, task := range tasks {
		list, _ := os.ReadFile(task)
		for _, field := range strings.Fields(string(list)) {
			if pid, err := strconv.Atoi(field); err == nil {
				pids = append(pids, pid)
			}
		}
	}
	return pids
}

// TestMembersAreDocuments follows attachments through changes.
func TestMembersAreDocuments(t *testing.T) {
	folder, db := t.TempDir(), filepath.Join(t.TempDir(), "findbuch.db")
	mail := func(body string) string {
		return "From: a@b\nTo: c@d\nSubject: Brief\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n" +
			"--x\n\nText.\n--x\nContent-Disposition: attachment; filename=a.txt\n\n" + body + "\n--x\n" +
			"Content-Disposition: attachment; filename=b.bin\nContent-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n\niVBORw0KGgoAAA==\n--x--\n"
	}
	put(t, folder, "1.eml", mail("Anna war hier."), "2.eml", mail("Berta war hier."), "3.txt", "Anna war hier.")
	counts := importInto(t, db, sandboxed, folder)
	require.Equal(t, store.Inside{Found: 4, Read: 2, Unread: 2}, counts.Members)
	require.EqualValues(t, 3, counts.New)
	const present = `SELECT reading, sum(documents) FROM coverage GROUP BY reading ORDER BY reading`
	require.Equal(t, []string{"read|4", "unread|1"}, ask(t, db, present), "Anna is one document, and so are the bytes")

	require.NoError(t, os.Remove(filepath.Join(folder, "2.eml")))
	counts = importInto(t, db, sandboxed, folder)
	require.EqualValues(t, 1, counts.Gone)
	require.Equal(t, []string{"read|2", "unread|1"}, ask(t, db, present))
	require.NoError(t, os.Remove(filepath.Join(folder, "1.eml")))
	importInto(t, db, sandboxed, folder)
	require.Equal(t, []string{"read|1"}, ask(t, db, present))

	put(t, folder, "again.eml", mail("Berta war hier."))
	counts = importInto(t, db, sandboxed, folder)
	require.Zero(t, counts.Members.Found, "they are known: they belong to the bytes of their container")
	require.Equal(t, []string{"read|3", "unread|1"}, ask(t, db, present))
}
