// a quicksort of 1e6 ints written by hand
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

const rounds = 2

var sinkInts []int

func sort(s []int) {
	for len(s) > 12 {
		pivot := s[len(s)/2]
		i, j := 0, len(s)-1
		for i <= j {
			for s[i] < pivot {
				i++
			}
			for pivot < s[j] {
				j--
			}
			if i <= j {
				s[i], s[j] = s[j], s[i]
				i++
				j--
			}
		}
		sort(s[:j+1])
		s = s[i:]
	}
	for i := 1; i < len(s); i++ {
		for j := i; j > 0 && s[j] < s[j-1]; j-- {
			s[j], s[j-1] = s[j-1], s[j]
		}
	}
}

func work(n int) {
	for round := 0; round < n; round++ {
		s := make([]int, 1000000)
		x := uint32(1)
		for i := range s {
			x = x*1664525 + 1013904223
			s[i] = int(x >> 4)
		}
		sort(s)
		sinkInts = s
	}
}
