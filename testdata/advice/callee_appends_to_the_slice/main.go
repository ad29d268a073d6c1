// A callee appends to what it is given: with room it would write into the array of the caller.
package main

import "fmt"

func last(s []int) int {
	s = append(s, 100)
	return s[len(s)-1]
}

func main() {
	s := []int{}
	for i := 0; i < 5; i++ {
		s = append(s, i)
		last(s)
	}
	fmt.Println(s)
}
