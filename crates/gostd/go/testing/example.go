package testing

import (
	"fmt"
	"os"
	"sort"
	"strings"
)

// catchOutput keeps what goes to standard output from now on.
func catchOutput()

// caughtOutput gives what was kept, and ends that.
func caughtOutput() string

// example runs an example and compares what it printed.
func (r *runner) example(example InternalExample) (ok bool) {
	if r.verbose {
		r.update(example.Name, "=== RUN   "+example.Name+"\n")
	}
	start := now()
	done := false
	catchOutput()
	defer func() {
		if done {
			return
		}
		panicked := recover()
		caughtOutput()
		r.update(example.Name, fmt.Sprintf("--- FAIL: %s (%.2fs)\n", example.Name, float64(now()-start)/1e9))
		panic(panicked)
	}()
	example.F()
	done = true
	got := strings.TrimSpace(caughtOutput())
	want := strings.TrimSpace(example.Output)
	problem := ""
	if example.Unordered {
		if sortLines(got) != sortLines(want) {
			problem = "got:\n" + got + "\nwant (unordered):\n" + want + "\n"
		}
	} else if got != want {
		problem = "got:\n" + got + "\nwant:\n" + want + "\n"
	}
	seconds := fmt.Sprintf("%.2fs", float64(now()-start)/1e9)
	if problem != "" {
		r.update(example.Name, "--- FAIL: "+example.Name+" ("+seconds+")\n"+problem)
		return false
	}
	if r.verbose {
		r.update(example.Name, "--- PASS: "+example.Name+" ("+seconds+")\n")
	}
	return true
}

func sortLines(text string) string {
	lines := strings.Split(text, "\n")
	sort.Strings(lines)
	return strings.Join(lines, "\n")
}
