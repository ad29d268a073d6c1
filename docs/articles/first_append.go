// Three appends to an empty literal, and the capacity after each.
package main

import "fmt"

func main() {
	s := []int{}
	s = append(s, 1)
	fmt.Print(cap(s), " ")
	s = append(s, 2)
	fmt.Print(cap(s), " ")
	s = append(s, 3)
	fmt.Println(cap(s))
	fmt.Println(s)
}
