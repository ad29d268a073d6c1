// append 24-byte structs with a pointer one at a time from empty to 1000
// ratio at most 1.0
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

const rounds = 20000

type item struct {
	key   int
	name  *int
	count int
}

var sinkItems []item

var one = 1

func work(n int) {
	for round := 0; round < n; round++ {
		var s []item
		for i := 0; i < 1000; i++ {
			s = append(s, item{i, &one, 1})
		}
		sinkItems = s
	}
}
