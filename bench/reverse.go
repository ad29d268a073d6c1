// reverse 1e6 ints
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

const rounds = 300

var sinkInts []int

func work(n int) {
	s := make([]int, 1000000)
	for round := 0; round < n; round++ {
		for i, j := 0, len(s)-1; i < j; i, j = i+1, j-1 {
			s[i], s[j] = s[j], s[i]
		}
	}
	sinkInts = s
}
