// filter 1e6 ints in place
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

const rounds = 60

var sinkInts []int

func work(n int) {
	s := make([]int, 1000000)
	for round := 0; round < n; round++ {
		s = s[:cap(s)]
		for i := range s {
			s[i] = i * 7
		}
		kept := s[:0]
		for _, v := range s {
			if v&3 != 0 {
				kept = append(kept, v)
			}
		}
		sinkInts = kept
	}
}
