// Functions with function literals can be inlined since 1.17: what such a function makes and gives back is in the frame of its
// caller then, if it stays there.
//
//diff:1.16,1.17 literals inlined
package main

func made() []int {
	s := make([]int, 8)
	func() { s[0] = 1 }()
	return s
}

func main() {
	s := made()
	println(len(s), cap(s), s[0])
}
