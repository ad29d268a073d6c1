// Appended ints and their capacity: one kept in the function, three returned, one in a global.
package main

var kept []int

func main() {
	var local []int
	local = append(local, 1)
	kept = append(kept, 1)
	println("local", cap(local), "returned", cap(three()), "global", cap(kept))
}

//go:noinline
func three() []int {
	var s []int
	for i := 0; i < 3; i++ {
		s = append(s, i)
	}
	return s
}
