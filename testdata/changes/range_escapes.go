// In 1.27 ranging over a slice counts as an escape; with the return that makes two, and 1.26's rule wants one.
//
//diff:1.26,1.27 range escapes
package main

import "fmt"

//go:noinline
func build(n int) []int {
	var s []int
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	for i := range s {
		s[i]++
	}
	return s
}

func main() {
	for n := 0; n < 6; n++ {
		fmt.Println(n, cap(build(n)))
	}
}
