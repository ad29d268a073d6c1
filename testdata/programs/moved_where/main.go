// Slices that are built and then used once more: where gc moves them to the heap, and where it does not.
package main

//go:noinline
func use(s []int16) {}

func id(s []int16) []int16 { return s }

//go:noinline
func two(s []int16) (int, []int16) { return 1, s }

//go:noinline
func for1_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("for1")
	for x := t; n < 2; n++ {
		println(len(x), cap(x))
	}
}

//go:noinline
func for2_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("for2")
	for i, x := 0, t; i < 2; i++ {
		println(len(x), cap(x))
	}
}

//go:noinline
func for3_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("for3")
	var x []int16
	for x = t; n < 2; n++ {
		println(len(x), cap(x))
	}
}

//go:noinline
func for4_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("for4")
	for use(t); n < 2; n++ {
		println(len(t), cap(t))
	}
}

//go:noinline
func for5_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("for5")
	var x []int16
	for ; n < 2; x = t {
		n++
	}
	println(len(x), cap(x))
}

//go:noinline
func for6_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("for6")
	for i := 0; i < len(id(t)); i++ {
		println(len(t), cap(t))
	}
}

//go:noinline
func for7_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("for7")
	for i := 0; i < 1; i++ {
		x := t
		println(len(x), cap(x))
	}
}

//go:noinline
func if1_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("if1")
	if x := t; len(x) < 9 {
		println(len(x), cap(x))
	}
}

//go:noinline
func if2_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("if2")
	if i, x := 0, t; len(x) < 9 {
		println(i, len(x), cap(x))
	}
}

//go:noinline
func if3_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("if3")
	if len(id(t)) > 0 {
		println(len(t), cap(t))
	}
}

//go:noinline
func if4_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("if4")
	if n > 5 {
	} else if x := t; len(x) > 0 {
		println(len(x), cap(x))
	}
}

//go:noinline
func sw1_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("sw1")
	switch x := t; {
	case n > 0:
		println(len(x), cap(x))
	}
}

//go:noinline
func sw2_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("sw2")
	switch i, x := 0, t; {
	case n > 0:
		println(i, len(x), cap(x))
	}
}

//go:noinline
func sw3_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("sw3")
	switch len(id(t)) {
	case 1:
		println(len(t), cap(t))
	}
}

//go:noinline
func sw4_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("sw4")
	switch {
	case len(id(t)) == 1:
		println(len(t), cap(t))
	}
}

//go:noinline
func sw5_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("sw5")
	switch x := any(t).(type) {
	case []int16:
		println(len(x), cap(x))
	}
}

//go:noinline
func def1_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("def1")
	x := t
	println(len(x), cap(x))
}

//go:noinline
func def2_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("def2")
	i, x := 0, t
	println(i, len(x), cap(x))
}

//go:noinline
func def3_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("def3")
	x, y := t, t
	println(len(x), cap(y))
}

//go:noinline
func def4_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("def4")
	var x, i = t, 0
	println(i, len(x), cap(x))
}

//go:noinline
func def5_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("def5")
	var i int
	var x []int16
	i, x = 0, t
	println(i, len(x), cap(x))
}

//go:noinline
func rng1_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("rng1")
	for _, x := range [][]int16{t} {
		println(len(x), cap(x))
	}
}

//go:noinline
func rng2_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("rng2")
	for i := range id(t) {
		println(i, len(t), cap(t))
	}
}

//go:noinline
func rng3_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("rng3")
	for i := range t {
		println(i, len(t), cap(t))
	}
}

//go:noinline
func rng4_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("rng4")
	for i, e := range t {
		println(i, e, len(t), cap(t))
	}
}

//go:noinline
func lbl1_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("lbl1")
L:
	for x := t; n < 3; n++ {
		println(len(x), cap(x))
		if n == 1 {
			continue L
		}
	}
}

//go:noinline
func blk1_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("blk1")
	{
		x := t
		println(len(x), cap(x))
	}
}

//go:noinline
func go1_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("go1")
	goto L
L:
	x := t
	println(len(x), cap(x))
}

//go:noinline
func fn1_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("fn1")
	func() {
		x := t
		println(len(x), cap(x))
	}()
}

//go:noinline
func df1_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("df1")
	defer use(t)
	println(len(t), cap(t))
}

//go:noinline
func df2_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("df2")
	defer func() {
		x := t
		println(len(x), cap(x))
	}()
}

//go:noinline
func clo_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("clo")
	f := func() {
		println(len(t), cap(t))
	}
	f()
}

//go:noinline
func st1_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("st1")
	x := struct{ s []int16 }{t}
	println(len(x.s), cap(x.s))
}

//go:noinline
func ar1_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("ar1")
	x := [2][]int16{t}
	println(len(x[0]), cap(x[0]))
}

//go:noinline
func sl1_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("sl1")
	x := [][]int16{t}
	println(len(x[0]), cap(x[0]))
}

//go:noinline
func mu1_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("mu1")
	x, y := two(t)
	println(x, len(y), cap(y))
}

//go:noinline
func mu2_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("mu2")
	if x, y := two(t); x > 0 {
		println(len(y), cap(y))
	}
}

//go:noinline
func cmp_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("cmp")
	if t != nil {
		println(len(t), cap(t))
	}
}

//go:noinline
func sub_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("sub")
	x := t[:]
	println(len(x), cap(x))
}

//go:noinline
func sub2_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("sub2")
	for x := t[:]; n < 2; n++ {
		println(len(x), cap(x))
	}
}

//go:noinline
func app_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("app")
	x := append(t, 1)
	println(len(x), cap(x))
}

//go:noinline
func app2_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("app2")
	if x := append(t, 1); len(x) > 1 {
		println(len(x), cap(x))
	}
}

//go:noinline
func app3_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("app3")
	for x := append(t, 1); n < 2; n++ {
		println(len(x), cap(x))
	}
}

//go:noinline
func app4_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("app4")
	switch x := append(t, 1); {
	case n > 0:
		println(len(x), cap(x))
	}
}

//go:noinline
func cpy_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("cpy")
	x := make([]int16, len(t))
	copy(x, t)
	println(len(x), cap(t))
}

//go:noinline
func ptr_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("ptr")
	p := &t
	println(len(*p), cap(*p))
}

//go:noinline
func idx_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("idx")
	t[0] = 3
	println(t[0], cap(t))
}

//go:noinline
func inc_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("inc")
	t[0]++
	println(t[0], cap(t))
}

//go:noinline
func per_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("per")
	fs := []func(){}
	for i, x := 0, t; i < 2; i++ {
		fs = append(fs, func() { println(len(x), cap(x), i) })
	}
	for _, f := range fs {
		f()
	}
}

//go:noinline
func ret_(n int) {
	var t []int16
	for i := 0; i < n; i++ {
		t = append(t, 1)
	}
	println("ret")
	func() []int16 {
		return t
	}()
	println(cap(t))
}

func main() {
	for1_(1)
	for2_(1)
	for3_(1)
	for4_(1)
	for5_(1)
	for6_(1)
	for7_(1)
	if1_(1)
	if2_(1)
	if3_(1)
	if4_(1)
	sw1_(1)
	sw2_(1)
	sw3_(1)
	sw4_(1)
	sw5_(1)
	def1_(1)
	def2_(1)
	def3_(1)
	def4_(1)
	def5_(1)
	rng1_(1)
	rng2_(1)
	rng3_(1)
	rng4_(1)
	lbl1_(1)
	blk1_(1)
	go1_(1)
	fn1_(1)
	df1_(1)
	df2_(1)
	clo_(1)
	st1_(1)
	ar1_(1)
	sl1_(1)
	mu1_(1)
	mu2_(1)
	cmp_(1)
	sub_(1)
	sub2_(1)
	app_(1)
	app2_(1)
	app3_(1)
	app4_(1)
	cpy_(1)
	ptr_(1)
	idx_(1)
	inc_(1)
	per_(1)
	ret_(1)
}
