// What stays on the stack and what moves to the heap: goslice why examples/escape.go
package main

var kept []int

type point struct{ x, y int }

// The array outlives the call: the caller gets it.
//
//go:noinline
func evens(n int) []int {
	var s []int
	for i := 0; i < n; i++ {
		s = append(s, 2*i)
	}
	return s
}

// Neither array outlives the call.
//
//go:noinline
func sum(n int) int {
	small := []int{1, 2, 3}
	sized := make([]int, n)
	total := 0
	for _, v := range append(small, sized...) {
		total += v
	}
	return total
}

// A small function: gc puts its body where it is called, and there the point may stay.
func newPoint(x, y int) *point {
	return &point{x, y}
}

func counter() func() int {
	n := 0
	return func() int { n++; return n }
}

func keep(s []int) {
	kept = s
}

func main() {
	p := newPoint(1, 2)
	next := counter()
	keep([]int{p.x, p.y, next()})
	var local []int
	local = append(local, 1)
	println(len(evens(3)), sum(4), len(kept), cap(local))
}
