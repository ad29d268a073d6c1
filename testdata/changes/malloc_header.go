// Since 1.22 a block of more than 512 bytes with pointers begins with a header of 8 bytes: the last slot goes.
//
//diff:1.21,1.22 malloc header
package main

import "fmt"

func main() {
	s := make([]string, 32)
	s = append(s, "one more")
	fmt.Println(len(s), cap(s))
	p := make([]*int, 64)
	p = append(p, nil)
	fmt.Println(len(p), cap(p))
	n := make([]int, 64)
	n = append(n, 1)
	fmt.Println(len(n), cap(n))
}
