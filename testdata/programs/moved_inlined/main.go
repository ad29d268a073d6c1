// Slices that are built and then given to parameters of inlined functions.
package main

func ign(s []int) int         { return 1 }
func blank(_ []int) int       { return 1 }
func none(s []int)            {}
func part(s []int, n int) int { return n }
func size(s []int) int        { return len(s) }
func assigned(s []int) int    { s = nil; return len(s) }

//go:noinline
func a(n int) {
	var t []int
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("a", ign(t), cap(t))
}

//go:noinline
func b(n int) {
	var t []int
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("b", blank(t), cap(t))
}

//go:noinline
func c(n int) {
	var t []int
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	none(t)
	println("c", cap(t))
}

//go:noinline
func d(n int) {
	var t []int
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("d", part(t, n), cap(t))
}

//go:noinline
func e(n int) {
	var t []int
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("e", size(t), cap(t))
}

//go:noinline
func f(n int) {
	var t []int
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("f", assigned(t), cap(t))
}

//go:noinline
func g(n int) {
	var t []int
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	x := t
	_ = x
	println("g", cap(t))
}

type box struct{ s []int }

func (b box) n() int  { return 1 }
func (b *box) p() int { return 1 }

//go:noinline
func h(n int) {
	var t []int
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("h", box{t}.n(), cap(t))
}

func two(s []int) ([]int, int) { return s, len(s) }

//go:noinline
func k(n int) {
	var t []int
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	_, m := two(t)
	println("k", m, cap(t))
}

func main() {
	a(1)
	b(1)
	c(1)
	d(1)
	e(1)
	f(1)
	g(1)
	h(1)
	k(1)
}
