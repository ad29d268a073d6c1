// copy 49 MB
// ratio at most 1.05
package main

import (
	"fmt"
	"os"
	"runtime"
)

// The command that measures reads the process's time here, and lets it go on.
func mark(text string) {
	fmt.Println(text)
	os.Stdin.Read(make([]byte, 1))
}

func main() {
	work(1)
	mark("begin")
	work(rounds)
	mark("end")
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	fmt.Println(m.NumGC)
}

const rounds = 20

var sinkBytes []byte

func work(n int) {
	from := make([]byte, 49<<20)
	to := make([]byte, 49<<20)
	for round := 0; round < n; round++ {
		copy(to, from)
	}
	sinkBytes = to
}
