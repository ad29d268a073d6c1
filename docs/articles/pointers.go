// A block of pointers and one of ints, grown by one and printed.
package main

import "fmt"

func main() {
	p := make([]*int, 5)
	p = append(p, nil)
	q := make([]int, 5)
	q = append(q, 1)
	fmt.Println(p, q)
}
