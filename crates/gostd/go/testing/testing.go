// Package testing runs Test and Example functions.
package testing

import (
	"fmt"
	"os"
)

// protect calls f; it reports whether f ended by goexit. Panics go on.
func protect(f func()) bool

// goexit ends the call that protect made, after its deferred calls.
func goexit()

// now is a clock in nanoseconds.
func now() int

// caller names the function that is skip frames above the caller of caller, and its place as "file.go:12".
func caller(skip int) (function, position string)

// A TB is what T is, for helpers.
type TB interface {
	Cleanup(func())
	Error(args ...any)
	Errorf(format string, args ...any)
	Fail()
	FailNow()
	Failed() bool
	Fatal(args ...any)
	Fatalf(format string, args ...any)
	Helper()
	Log(args ...any)
	Logf(format string, args ...any)
	Name() string
	Skip(args ...any)
	SkipNow()
	Skipf(format string, args ...any)
	Skipped() bool
}

// A T is a running test.
type T struct {
	name     string
	parent   *T
	run      *runner
	output   []byte
	helpers  []string
	cleanups []func()
	failed   bool
	skipped  bool
	finished bool
	reported bool
	start    int
	// Names of subtests so far.
	names []string
}

func (t *T) Name() string  { return t.name }
func (t *T) Failed() bool  { return t.failed }
func (t *T) Skipped() bool { return t.skipped }
func (t *T) Parallel()     {}

func (t *T) Fail() {
	for ; t != nil; t = t.parent {
		t.failed = true
	}
}

func (t *T) FailNow() {
	t.Fail()
	t.finished = true
	goexit()
}

func (t *T) SkipNow() {
	t.skipped = true
	t.finished = true
	goexit()
}

// Helper marks the calling function: messages name the line that called it.
func (t *T) Helper() {
	function, _ := caller(1)
	for _, helper := range t.helpers {
		if helper == function {
			return
		}
	}
	t.helpers = append(t.helpers, function)
}

func (t *T) isHelper(function string) bool {
	for ; t != nil; t = t.parent {
		for _, helper := range t.helpers {
			if helper == function {
				return true
			}
		}
	}
	return false
}

// log keeps or prints a message with the place of the call, two frames above.
func (t *T) log(text string) {
	skip := 2
	function, position := caller(skip)
	for t.isHelper(function) {
		skip++
		f, p := caller(skip)
		if p == "" {
			break
		}
		function, position = f, p
	}
	line := []byte("    ")
	if position != "" {
		line = append(line, position...)
		line = append(line, ": "...)
	}
	if n := len(text); n > 0 && text[n-1] == '\n' {
		text = text[:n-1]
	}
	for i := 0; i < len(text); i++ {
		line = append(line, text[i])
		if text[i] == '\n' {
			line = append(line, "        "...)
		}
	}
	line = append(line, '\n')
	if t.run.verbose {
		t.run.message(t.name, string(line))
		return
	}
	t.output = append(t.output, line...)
}

func (t *T) Log(args ...any)                 { t.log(fmt.Sprintln(args...)) }
func (t *T) Logf(format string, args ...any) { t.log(fmt.Sprintf(format, args...)) }

func (t *T) Error(args ...any) {
	t.log(fmt.Sprintln(args...))
	t.Fail()
}

func (t *T) Errorf(format string, args ...any) {
	t.log(fmt.Sprintf(format, args...))
	t.Fail()
}

func (t *T) Fatal(args ...any) {
	t.log(fmt.Sprintln(args...))
	t.FailNow()
}

func (t *T) Fatalf(format string, args ...any) {
	t.log(fmt.Sprintf(format, args...))
	t.FailNow()
}

func (t *T) Skip(args ...any) {
	t.log(fmt.Sprintln(args...))
	t.SkipNow()
}

func (t *T) Skipf(format string, args ...any) {
	t.log(fmt.Sprintf(format, args...))
	t.SkipNow()
}

// Cleanup registers f to run when the test and its subtests are done.
func (t *T) Cleanup(f func()) { t.cleanups = append(t.cleanups, f) }

func (t *T) runCleanups() {
	for n := len(t.cleanups); n > 0; n = len(t.cleanups) {
		f := t.cleanups[n-1]
		t.cleanups = t.cleanups[:n-1]
		f()
	}
}

// Run runs f as a subtest; it reports whether f succeeded.
func (t *T) Run(name string, f func(t *T)) bool {
	sub := &T{name: t.unique(name), parent: t, run: t.run}
	if !t.run.pattern.matches(sub.name) {
		return true
	}
	sub.execute(f)
	return !sub.failed
}

// unique makes a subtest's name out of what Run was given.
func (t *T) unique(name string) string {
	b := []byte(t.name)
	b = append(b, '/')
	for _, r := range name {
		if r == ' ' || r == '\t' || r == '\n' {
			r = '_'
		}
		b = append(b, string(r)...)
	}
	full := string(b)
	if name != "" {
		taken := false
		for _, other := range t.names {
			taken = taken || other == full
		}
		if !taken {
			t.names = append(t.names, full)
			return full
		}
		full += "#"
	} else {
		full += "#"
	}
	for n := 0; ; n++ {
		candidate := fmt.Sprintf("%s%02d", full, n+boolInt(name != ""))
		taken := false
		for _, other := range t.names {
			taken = taken || other == candidate
		}
		if !taken {
			t.names = append(t.names, candidate)
			return candidate
		}
	}
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// execute runs the test to its end, whichever way that comes, and reports.
func (t *T) execute(f func(t *T)) {
	if t.run.verbose {
		t.run.update(t.name, "=== RUN   "+t.name+"\n")
	}
	t.start = now()
	ended := false
	defer func() {
		if ended || t.reported {
			return
		}
		panicked := recover()
		t.Fail()
		for at := t; at != nil; at = at.parent {
			at.report()
		}
		panic(panicked)
	}()
	goexited := protect(func() { f(t) })
	if goexited && !t.finished {
		t.Fail()
	}
	protect(t.runCleanups)
	ended = true
	t.report()
}

// report prints the result, to the parent's output for a subtest.
func (t *T) report() {
	t.reported = true
	result := "PASS"
	switch {
	case t.failed:
		result = "FAIL"
	case !t.run.verbose:
		return
	case t.skipped:
		result = "SKIP"
	}
	text := fmt.Sprintf("--- %s: %s (%.2fs)\n", result, t.name, float64(now()-t.start)/1e9) + string(t.output)
	t.output = nil
	if t.parent == nil {
		t.run.update(t.name, text)
		return
	}
	for start := 0; start < len(text); {
		end := start
		for text[end] != '\n' {
			end++
		}
		t.parent.output = append(t.parent.output, "    "...)
		t.parent.output = append(t.parent.output, text[start:end+1]...)
		start = end + 1
	}
}

// A runner runs all tests.
type runner struct {
	verbose bool
	pattern pattern
	// The test that was printed about last.
	last string
}

// update prints a test's state.
func (r *runner) update(name, text string) {
	r.last = name
	os.Stdout.WriteString(text)
}

// message prints a line of a test, and which test that is if another was printed about.
func (r *runner) message(name, text string) {
	if r.last != "" && r.last != name {
		text = "=== NAME  " + name + "\n" + text
	}
	r.last = name
	os.Stdout.WriteString(text)
}
