// Since 1.11 append(s, make([]T, n)...) makes no temporary: if n is too large, it is the append that panics.
//
//diff:1.10,1.11 append make
package main

import "fmt"

func main() {
	defer func() { fmt.Println(recover()) }()
	s := make([]int, 1)
	n := int(^uint(0) >> 1)
	s = append(s, make([]int, n)...)
	fmt.Println(len(s))
}
