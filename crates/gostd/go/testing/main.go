package testing

import (
	"os"
	"runtime"
)

// An InternalTest is a Test function.
type InternalTest struct {
	Name string
	F    func(*T)
}

// An InternalExample is an Example function and what it should print.
type InternalExample struct {
	Name      string
	F         func()
	Output    string
	Unordered bool
}

// An M runs the tests for TestMain.
type M struct {
	run      *runner
	tests    []InternalTest
	examples []InternalExample
}

var verboseFlag bool

// Verbose reports whether tests print what they do.
func Verbose() bool { return verboseFlag }

// Short reports whether long tests should be left out: never.
func Short() bool { return false }

// MainStart is called by the generated main function.
func MainStart(verbose bool, run string, tests []InternalTest, examples []InternalExample) *M {
	verboseFlag = verbose
	pattern, err := parsePattern(run)
	if err != "" {
		os.Stderr.WriteString("testing: invalid regexp for " + err + "\n")
		os.Exit(1)
	}
	return &M{&runner{verbose: verbose, pattern: pattern}, tests, examples}
}

// Main runs all and exits with status 1 if something failed.
func Main(verbose bool, run string, tests []InternalTest, examples []InternalExample) {
	if code := MainStart(verbose, run, tests, examples).Run(); code != 0 {
		os.Exit(code)
	}
}

// Run runs the tests and examples; it gives the exit status.
func (m *M) Run() int {
	ok := true
	ran := false
	for _, test := range m.tests {
		if !m.run.pattern.matches(test.Name) {
			continue
		}
		ran = true
		t := &T{name: test.Name, run: m.run}
		t.execute(test.F)
		ok = ok && !t.failed
	}
	for _, example := range m.examples {
		if !m.run.pattern.matches(example.Name) {
			continue
		}
		ran = true
		ok = m.run.example(example) && ok
	}
	if !ran {
		os.Stderr.WriteString("testing: warning: no tests to run\n")
	}
	if !ok {
		os.Stdout.WriteString("FAIL\n")
		return 1
	}
	os.Stdout.WriteString("PASS\n")
	return 0
}

// AllocsPerRun gives the average number of allocations of a call of f, after one call to warm up.
func AllocsPerRun(runs int, f func()) (avg float64) {
	f()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for i := 0; i < runs; i++ {
		f()
	}
	runtime.ReadMemStats(&after)
	return float64((after.Mallocs - before.Mallocs) / uint64(runs))
}
