// append int one at a time from empty to 10
// ratio at most 1.0
package main

import (
	"fmt"
	"os"
	"runtime"
)

var sinkInts []int

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

const rounds = 1000000

func work(n int) {
	for round := 0; round < n; round++ {
		var s []int
		for i := 0; i < 10; i++ {
			s = append(s, i)
		}
		sinkInts = s
	}
}
