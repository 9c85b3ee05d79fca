package sandbox

import (
	"context"
	"fmt"
	"io"
	"os"
	"testing"

	"findbuch/cmd/findbuch/internal/text"
)

// The test's program is also each of these children.
const (
	honestProtocol = "sandbox-child"
	garbageChild   = "garbage-child" // answers with what is no answer
	giantChild     = "giant-child"   // announces an answer of 2^62 bytes
	muteChild      = "mute-child"    // ends at once
	lazyChild      = "lazy-child"    // never answers
	parentOfOne    = "parent"        // not a child: has one, which does not end
)

func TestMain(m *testing.M) {
	if len(os.Args) < 2 {
		os.Exit(m.Run())
	}
	switch os.Args[1] {
	case honestProtocol:
		stdout = os.Stdout
		if err := Child(os.Stdin, os.Stdout, Readers{Read: readEvil, Warm: warmEvil}); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	case garbageChild:
		stub(func() { io.WriteString(os.Stdout, "Guten Tag! Hier spricht kein Protokoll.") })
	case giantChild:
		stub(func() {
			s := newSender(os.Stdout)
			s.number(1)
			s.number(0)
			s.number(1 << 62)
			s.flush()
		})
	case muteChild:
	case lazyChild:
		io.Copy(io.Discard, os.Stdin)
	case parentOfOne:
		p := New(Options{Command: command(honestProtocol)})
		answer, _ := p.Read(context.Background(), request("process", ""))
		fmt.Println(answer.Body)
		p.Read(context.Background(), request("sleep", ""))
	default:
		os.Exit(m.Run())
	}
}

// stub is a child that is ready, and then answers its first request somehow.
func stub(somehow func()) {
	r := newReceiver(os.Stdin)
	r.left = maxInt
	r.terms()
	s := newSender(os.Stdout)
	s.number(stateReady)
	s.flush()
	r.request()
	somehow()
	io.Copy(io.Discard, os.Stdin)
}

// stdout is the pipe to the parent, for a reader that abuses it.
var stdout *os.File

// warmed are the files that were opened in time.
var warmed = map[string]*os.File{}

func warmEvil(name string) error {
	if name == "unwarmable" {
		return fmt.Errorf("no cache folder")
	}
	f, err := os.Open(os.Args[0])
	warmed[name] = f
	return err
}

var (
	ballast [][]byte
	spin    int
)

// readEvil is a reader whose name says what it does. Most answer with a text
// that is the document.
func readEvil(name string, in text.Input) (text.Text, error) {
	same := text.Text{Body: string(in.Data)}
	switch name {
	case "panic":
		panic("this\x1b[1m is it")
	case "exit":
		os.Exit(7)
	case "hang":
		for i := 0; ; i++ {
			spin = i
		}
	case "sleep":
		<-make(chan int)
	case "hog":
		for {
			block := make([]byte, 1<<20)
			for i := range block {
				block[i] = 1
			}
			ballast = append(ballast, block)
		}
	case "recurse":
		return text.Text{}, recurse([1024]byte{}, 0)
	case "once":
		// Works in a new child only.
		if ballast != nil {
			panic("used before")
		}
		ballast = [][]byte{in.Data}
	case "chat":
		fmt.Println("Printing is allowed.")
	case "babble":
		io.WriteString(stdout, "before its time")
	case "lie":
		same.Passages = []text.Passage{{Kind: text.KindTitle}}
	case "bomb":
		same.Body = string(make([]byte, in.Limits.Text+1))
	case "crumbs":
		same.Map = make(text.Map, len(in.Data))
		for i := range in.Data {
			same.Map[i] = text.Run{Text: i, Source: i, Length: 1, How: text.Copy}
		}
	case "environment":
		same.Body, same.Map = fmt.Sprint(os.Environ()), text.Map{}
	case "process":
		same.Body, same.Map = fmt.Sprint(os.Getpid()), text.Map{}
	case "warm":
		if warmed[name] == nil {
			return text.Text{}, fmt.Errorf("was not warmed up")
		}
	case "encrypted":
		return text.Text{}, fmt.Errorf("%w: with a password", text.ErrEncrypted)
	case "machine":
		return text.Text{}, fmt.Errorf("no room\x00left")
	}
	if do, ok := forbidden[name]; ok {
		same.Body, same.Map = fmt.Sprint(do(string(in.Data))), text.Map{}
	}
	return same, nil
}

func recurse(frame [1024]byte, depth int) error {
	if depth < 0 {
		return nil
	}
	frame[depth%1024]++
	if err := recurse(frame, depth+1); err != nil {
		return err
	}
	return fmt.Errorf("%v", frame)
}
