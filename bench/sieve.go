// sieve of 1e7
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

const rounds = 3

func work(n int) {
	for round := 0; round < n; round++ {
		composite := make([]bool, 10000000)
		found := []int{}
		for i := 2; i < len(composite); i++ {
			if composite[i] {
				continue
			}
			found = append(found, i)
			for j := i * i; j < len(composite); j += i {
				composite[j] = true
			}
		}
		sinkInts = found
	}
}
