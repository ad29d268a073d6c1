// Pointers into elements of a slice that is built in the frame: to fields, to elements of arrays, by methods.
package main

type pair struct{ a, b int }

func (p *pair) second() *int { return &p.b }

type wide struct {
	x [2]pair
}

var kept []pair
var keptRows [][2]int
var keptWide []wide

//go:noinline
func field() *int {
	var s []pair
	s = append(s, pair{1, 2})
	s = append(s, pair{3, 4})
	p := &s[0].b // go#81612
	if len(s) > 9 {
		kept = s
	}
	return p
}

//go:noinline
func element() *int {
	var s [][2]int
	s = append(s, [2]int{1, 2})
	s = append(s, [2]int{3, 4})
	if len(s) > 9 {
		keptRows = s
	}
	return &s[0][1] // go#81612
}

//go:noinline
func below(n int) *int {
	var s []wide
	for i := 0; i < n; i++ {
		s = append(s, wide{[2]pair{{1, 2}, {3, 4}}})
	}
	if len(s) > 9 {
		keptWide = s
	}
	return s[0].x[1].second() // go#81612
}

// The slice goes one way and the pointer another: both are one array.
//
//go:noinline
func shared() ([]pair, *int) {
	var s []pair
	s = append(s, pair{1, 2})
	s = append(s, pair{3, 4})
	p := &s[1].a // go#81612
	kept = s
	return kept, p
}

// A pointer into an array that append leaves behind.
//
//go:noinline
func leftBehind() (int, []pair) {
	var s []pair
	s = append(s, pair{1, 2})
	_ = cap(s)
	p := &s[0].a // go#81612
	s = append(s, pair{3, 4})
	*p = 7
	return s[0].a, s
}

//go:noinline
func clobber(n int) int {
	var x [64]int
	for i := range x {
		x[i] = 1000 + n
	}
	if n > 0 {
		return clobber(n-1) + x[n]
	}
	return x[0]
}

func main() {
	p := field()
	clobber(3)
	println(*p)
	p = element()
	clobber(3)
	println(*p)
	p = below(1)
	clobber(3)
	println(*p)
	s, p := shared()
	clobber(3)
	*p = 5
	println(s[1].a, *p)
	n, _ := leftBehind()
	println(n)
}
