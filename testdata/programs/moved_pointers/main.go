// Where a slice is built in the frame and moved, by what points into it: capacities of each release.
package main

type in struct{ p, q int8 }

func (i *in) set()     { i.q = 9 }
func (i in) get() int8 { return i.q }

//go:noinline
func (i *in) far() { i.q = 8 }

type el struct {
	a in
	b [2]int8
}

type deep struct {
	x [1][2]in
	y *in
	z []int8
}

type named []el

func use(p *int8) int8 { return *p }

//go:noinline
func keepNot(p *int8) int8 { return *p }

var kept *int8

func build(n int) []el { return make([]el, n) }

//go:noinline
func g1(n int) []el {
	var s []el
	for i := 0; i < n; i++ {
		s = append(s, el{})
	}
	(&s[0]).a.q = 1
	return s
}

//go:noinline
func g2(n int) []el {
	var s []el
	for i := 0; i < n; i++ {
		s = append(s, el{})
	}
	(&s[0].a).q = 1
	return s
}

//go:noinline
func g3(n int) []el {
	var s []el
	for i := 0; i < n; i++ {
		s = append(s, el{})
	}
	*(&s[0].a.q) = 1
	return s
}

//go:noinline
func g4(n int) []el {
	var s []el
	for i := 0; i < n; i++ {
		s = append(s, el{})
	}
	s[0].a.far()
	return s
}

//go:noinline
func g5(n int) []el {
	var s []el
	for i := 0; i < n; i++ {
		s = append(s, el{})
	}
	f := s[0].a.set
	f()
	return s
}

//go:noinline
func g6(n int) []el {
	var s []el
	for i := 0; i < n; i++ {
		s = append(s, el{})
	}
	f := s[0].a.get
	f()
	return s
}

//go:noinline
func g7(n int) []el {
	var s []el
	for i := 0; i < n; i++ {
		s = append(s, el{})
	}
	use(&s[0].b[1])
	return s
}

//go:noinline
func g8(n int) []el {
	var s []el
	for i := 0; i < n; i++ {
		s = append(s, el{})
	}
	keepNot(&s[0].b[1])
	return s
}

//go:noinline
func g9(n int) []el {
	var s []el
	for i := 0; i < n; i++ {
		s = append(s, el{})
	}
	kept = &s[0].b[1]
	return s
}

//go:noinline
func g10(n int) []el {
	var s []el
	for i := 0; i < n; i++ {
		s = append(s, el{})
	}
	copy(s[0].b[:], []int8{1})
	return s
}

//go:noinline
func g11(n int) []el {
	var s []el
	for i := 0; i < n; i++ {
		s = append(s, el{})
	}
	defer s[0].a.set()
	return s
}

//go:noinline
func g12(n int) []el {
	var s []el
	for i := 0; i < n; i++ {
		s = append(s, el{})
	}
	for i := range &s[0].b {
		s[0].b[i]++
	}
	return s
}

//go:noinline
func g13(n int) []el {
	var s []el
	for i := 0; i < n; i++ {
		s = append(s, el{})
	}
	for i, v := range s[0].b {
		s[0].b[1-i] += v
	}
	return s
}

//go:noinline
func g14(n int) named {
	var s named
	for i := 0; i < n; i++ {
		s = append(s, el{})
	}
	p := &(s[0].a)
	p.q = 1
	return s
}

//go:noinline
func g15(n int) []deep {
	var s []deep
	for i := 0; i < n; i++ {
		s = append(s, deep{y: &in{}, z: make([]int8, 1)})
	}
	p := &s[0].y.q
	*p = 1
	q := &s[0].z[0]
	*q = 1
	return s
}

type small struct {
	x [1][2]in
	z *in
}

//go:noinline
func g16(n int) []small {
	var s []small
	for i := 0; i < n; i++ {
		s = append(s, small{z: &in{}})
	}
	p := &s[0].z.q
	*p = 1
	return s
}

//go:noinline
func g17(n int) []small {
	var s []small
	for i := 0; i < n; i++ {
		s = append(s, small{})
	}
	p := &s[0].x[0][1].q
	*p = 1
	return s
}

//go:noinline
func g18(n int) [][]int8 {
	var s [][]int8
	for i := 0; i < n; i++ {
		s = append(s, []int8{1})
	}
	p := &s[0][0]
	*p = 1
	return s
}

//go:noinline
func g19(n int) []*[2]int8 {
	var s []*[2]int8
	for i := 0; i < n; i++ {
		s = append(s, &[2]int8{1})
	}
	p := &s[0][0]
	*p = 1
	t := s[0][:]
	t[0] = 1
	return s
}

//go:noinline
func g20(n int) [][3]int16 {
	var s [][3]int16
	for i := 0; i < n; i++ {
		s = append(s, [3]int16{})
	}
	i := n - 1
	p := &s[i][i%3]
	*p = 5
	s[0][0]++
	return s
}

//go:noinline
func g21(n int) [][3]int16 {
	var s [][3]int16
	for i := 0; i < n; i++ {
		s = append(s, [3]int16{})
	}
	if n > 100 {
		kept16 = &s[0][1]
	}
	s = s[:n]
	return s
}

var kept16 *int16

//go:noinline
func g22(n int) (s [][3]int16) {
	for i := 0; i < n; i++ {
		s = append(s, [3]int16{})
	}
	p := &s[0][1]
	*p = int16(cap(s))
	return
}

//go:noinline
func g23(n int) [][3]int16 {
	var s [][3]int16
	var p *int16
	for i := 0; i < n; i++ {
		s = append(s, [3]int16{})
		p = &s[0][0]
	}
	*p = 9
	return s
}

//go:noinline
func g24(n int) [][3]int16 {
	var s [][3]int16
	for i := 0; i < n; i++ {
		s = append(s, [3]int16{})
	}
	func(p *int16) { *p++ }(&s[0][0])
	return s
}

type emb struct {
	in
	n int8
}

//go:noinline
func g25(n int) []emb {
	var s []emb
	for i := 0; i < n; i++ {
		s = append(s, emb{})
	}
	s[0].set()
	return s
}

//go:noinline
func g26(n int) []in {
	var s []in
	for i := 0; i < n; i++ {
		s = append(s, in{})
	}
	s[0].set()
	return s
}

//go:noinline
func g27(n int) []emb {
	var s []emb
	for i := 0; i < n; i++ {
		s = append(s, emb{})
	}
	s[0].get()
	(*in).far(&s[0].in)
	return s
}

func main() {
	for _, n := range []int{1, 3, 5} {
		println(cap(g1(n)), cap(g2(n)), cap(g3(n)), cap(g4(n)), cap(g5(n)), cap(g6(n)), cap(g7(n)), cap(g8(n)), cap(g9(n)), cap(g10(n)))
		println(cap(g11(n)), cap(g12(n)), cap(g13(n)), cap(g14(n)), cap(g15(n)), cap(g16(n)), cap(g17(n)), cap(g18(n)), cap(g19(n)), cap(g20(n)))
		println(cap(g21(n)), cap(g22(n)), cap(g23(n)), cap(g24(n)), cap(g25(n)), cap(g26(n)), cap(g27(n)))
	}
}
