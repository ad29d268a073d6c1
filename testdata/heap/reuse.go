// Arrays that are dropped, so that their addresses are used again.
package main

import "fmt"

func build(n int) []int {
	var s []int
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	return s
}

func main() {
	kept := build(3)
	for round := 0; round < 60; round++ {
		s := build(40)
		if round%20 == 0 {
			kept = s[10:12]
		}
	}
	kept = append(kept, 1)
	fmt.Println(kept, len(kept), cap(kept))
}
