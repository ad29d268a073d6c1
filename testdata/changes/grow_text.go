// An append that no memory can hold panics with "cap" until 1.19, and with "len" since 1.20.
//
//diff:1.19,1.20 grow text
package main

import "fmt"

func main() {
	defer func() { fmt.Println(recover()) }()
	s := make([]int, 1)
	n := int(^uint(0) >> 1)
	s = append(s, make([]int, n)...)
	fmt.Println(len(s))
}
