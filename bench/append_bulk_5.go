// append 5 ints at once, 200 times
// ratio at most 0.8
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

const rounds = 40000

var sinkInts []int

var chunk = make([]int, 5)

func work(n int) {
	for round := 0; round < n; round++ {
		var s []int
		for i := 0; i < 200; i++ {
			s = append(s, chunk...)
		}
		sinkInts = s
	}
}
