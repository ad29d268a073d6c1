// Functions that call what is not inlined itself can be inlined since 1.12: what such a function makes and gives back is in the
// frame of its caller then, if it stays there.
//
//diff:1.11,1.12 calls inlined
package main

//go:noinline
func set(s []int) { s[0] = 1 }

func made() []int {
	s := make([]int, 8)
	set(s)
	return s
}

func main() {
	s := made()
	println(len(s), cap(s), s[0])
}
