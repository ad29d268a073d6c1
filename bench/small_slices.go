// one million small slices built, kept, dropped
// ratio at most 0.9
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

const rounds = 2

func work(n int) {
	for round := 0; round < n; round++ {
		kept := make([][]int, 0, 1000000)
		for i := 0; i < 1000000; i++ {
			kept = append(kept, []int{i, i + 1, i + 2})
		}
		sinkInts = kept[len(kept)/2]
	}
}
