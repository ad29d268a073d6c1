// 200 rounds of building and dropping slices of 10,000 elements.
package main

import (
	"fmt"
	"os"
)

var kept []int

func main() {
	for round := 0; round < 200; round++ {
		var s []int
		for i := 0; i < 10000; i++ {
			s = append(s, i)
		}
		kept = s
	}
	fmt.Println(len(kept))
	done()
}

// The test reads how much memory the process had at most, and then ends the input.
func done() {
	fmt.Println("done")
	os.Stdin.Read(make([]byte, 1))
}
