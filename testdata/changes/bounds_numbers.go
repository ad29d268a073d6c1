// Since 1.13 the panics of indexing and slicing tell the numbers.
//
//diff:1.12,1.13 bounds numbers
package main

import "fmt"

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func main() {
	s := make([]int, 1, 3)
	i, j := 5, -1
	try(func() { fmt.Println(s[i]) })
	try(func() { fmt.Println(s[j]) })
	try(func() { fmt.Println(s[:i]) })
	try(func() { fmt.Println("text"[i:]) })
	try(func() { fmt.Println(s[0:1:i]) })
}
