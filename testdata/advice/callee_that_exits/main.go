// must ends the program long before limit rounds: memory for limit elements might not exist.
package main

import (
	"fmt"
	"os"
)

func must(n int) int {
	if n > 6 {
		fmt.Println("done")
		os.Exit(0)
	}
	return n
}

func all(limit int) []int {
	got := []int{}
	for i := 0; i < limit; i++ {
		got = append(got, must(i))
	}
	return got
}

func main() {
	fmt.Println(all(6))
	if len(os.Args) > 1 {
		all(1 << 44)
	}
}
