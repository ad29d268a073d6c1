// Two examples of one name, as an article has them: not a program that compiles.
package main

import "fmt"

func main() {
	ExampleAppend()
}

func ExampleAppend() {
	s0 := []int{0, 0}
	fmt.Println(s0, &s0[0], len(s0), cap(s0))
	// Output:
	// [0 0] 0xc00000a0b0 2 2
}

func ExampleAppend() {
	s0 := make([]int, 10, 20)
	fmt.Println(s0, &s0[0], len(s0), cap(s0))
}
