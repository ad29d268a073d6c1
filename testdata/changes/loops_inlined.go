// Functions with for loops can be inlined since 1.16: what such a function makes and gives back is in the frame of its caller
// then, if it stays there.
//
//diff:1.15,1.16 loops inlined
package main

func made() []int {
	s := make([]int, 8)
	for i := 0; i < 8; i++ {
		s[i] = i
	}
	return s
}

func main() {
	s := made()
	println(len(s), cap(s), s[0])
}
