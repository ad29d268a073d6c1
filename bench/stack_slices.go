// slices of up to 4 ints that do not escape
// ratio at most 1.1
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

const rounds = 10000000

var total int

//go:noinline
func few(n int) int {
	var s []int
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	sum := 0
	for _, v := range s {
		sum += v
	}
	return sum
}

func work(n int) {
	for round := 0; round < n; round++ {
		total += few(round&3 + 1)
	}
}
