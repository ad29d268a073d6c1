// The same where the function looks at the capacity on the way: it sees what the heap would give, without doubling.
//
//diff:1.25,1.26 built on stack
package main

import "fmt"

//go:noinline
func build(n int) []byte {
	var s []byte
	for i := 0; i < n; i++ {
		s = append(s, byte(cap(s)))
	}
	return s
}

func main() {
	s := build(20)
	fmt.Println(s, cap(s))
}
