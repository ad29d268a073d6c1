// delete from the middle of 30,000 ints
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
	s := make([]int, 30000)
	for round := 0; round < n; round++ {
		if len(s) == 20000 {
			s = s[:30000]
		}
		at := len(s)/2 + round&63
		s = append(s[:at], s[at+1:]...)
	}
	sinkInts = s
}
