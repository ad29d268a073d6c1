package main

import "fmt"

// The capacities that a slice of ints goes through, one append at a time.
func main() {
	var s []int
	last := -1
	for i := 0; i < 5000; i++ {
		if cap(s) != last {
			last = cap(s)
			fmt.Println("len", len(s), "cap", last)
		}
		s = append(s, i)
	}
}
