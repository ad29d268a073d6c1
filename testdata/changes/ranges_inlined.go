// Functions with range loops can be inlined since 1.18: what such a function makes and gives back is in the frame of its caller
// then, if it stays there.
//
//diff:1.17,1.18 ranges inlined
package main

func made() []int {
	s := make([]int, 8)
	for i := range s {
		s[i] = i
	}
	return s
}

func main() {
	s := made()
	println(len(s), cap(s), s[0])
}
