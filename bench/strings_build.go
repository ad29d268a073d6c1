// build strings: 10,000 appended bytes and 100 concatenations
// ratio at most 1.2
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

const rounds = 500

var sinkString string

func work(n int) {
	for round := 0; round < n; round++ {
		var b []byte
		for i := 0; i < 10000; i++ {
			b = append(b, byte('a'+i%26))
		}
		text := string(b)
		for i := 0; i < 100; i++ {
			text += "+"
		}
		sinkString = text
	}
}
