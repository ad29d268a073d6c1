// sum by index of 1e6 ints
// ratio at most 1.2
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

const rounds = 500

var total int

func work(n int) {
	s := make([]int, 1000000)
	sinkInts = s
	for round := 0; round < n; round++ {
		sum := 0
		for i := 0; i < len(s); i++ {
			sum += s[i]
		}
		total += sum
	}
}
