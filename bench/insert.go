// insert in the middle of 10,000 ints
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

const rounds = 100000

var sinkInts []int

func work(n int) {
	s := make([]int, 10000, 20000)
	for round := 0; round < n; round++ {
		if len(s) == cap(s) {
			s = s[:10000]
		}
		at := 5000 + round&63
		s = append(s, 0)
		copy(s[at+1:], s[at:])
		s[at] = round
	}
	sinkInts = s
}
