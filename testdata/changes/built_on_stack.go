// Since 1.26 a slice that is built and then returned is built in the frame and moved when it is complete: it has the
// capacity that it needs.
//
//diff:1.25,1.26 built on stack
package main

import "fmt"

//go:noinline
func build(n int) []int {
	var s []int
	for i := 0; i < n; i++ {
		s = append(s, i)
	}
	return s
}

func main() {
	for n := 0; n < 6; n++ {
		fmt.Println(n, cap(build(n)))
	}
}
