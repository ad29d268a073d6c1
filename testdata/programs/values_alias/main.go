package main

import "fmt"

type pair struct{ a, b int }
type big struct {
	n    int
	arr  [20]int
	name string
	sub  pair
	ptr  *int
}
type wrap struct {
	pair
	items [2]pair
	more  []pair
}

func (p pair) sum() int      { return p.a + p.b }
func (p *pair) double()      { p.a *= 2; p.b *= 2 }
func (b big) get() int       { return b.n + b.arr[3] }
func (b big) mutate() big    { b.n, b.arr[3] = 100, 100; return b }
func (b *big) inc() int      { b.n++; b.arr[3]++; return b.n }
func (b big) String() string { return fmt.Sprint("big:", b.n, b.arr[3], b.name, b.sub) }

var global = big{n: 1, name: "global"}
var garr [4]int

func touchGlobal(b big) int {
	global.n = 50
	global.arr[3] = 50
	return b.n*1000 + b.arr[3]
}

func touchArr(a [4]int) int {
	garr[0] = 99
	return a[0]
}

func viaPtr(p *big, b big) int {
	p.n = 77
	return b.n
}

func viaTwo(a, b [4]int) [4]int {
	a[0], b[0] = b[0], a[0]
	a[1] += b[1]
	return a
}

func retBig(b *big) big { return *b }

func two(p *big) (big, [4]int) {
	x := *p
	p.n = -1
	return x, [4]int{1, 2, 3, p.n}
}

func named() (b big, a [4]int) {
	defer func() { b.n++; a[1] = 5 }()
	b = global
	a = garr
	b.n = 10
	return b, a
}

func variadic(bs ...big) int {
	bs[0].n = 1234
	return len(bs)
}

func closures() {
	a := [3]int{1, 2, 3}
	f := func() int { a[0]++; return a[0] }
	b := a
	f()
	fmt.Println(a, b, f(), a)
	s := pair{1, 2}
	g := func(p pair) pair { s.a = 10; p.b = 20; return p }
	fmt.Println(g(s), s)
	h := func(x [3]int, y int) [3]int { x[1] = y; return x }
	fmt.Println(h(a, f()), a)
	fmt.Println(h(a, a[0]) == a, h(a, 2) == a)
}

func assignSelf() {
	type t struct {
		arr [3]int
		p   pair
	}
	x := t{[3]int{1, 2, 3}, pair{4, 5}}
	x = t{[3]int{x.arr[2], x.arr[1], x.arr[0]}, pair{x.p.b, x.p.a}}
	fmt.Println(x)
	x.arr = [3]int{x.arr[1], x.arr[2], x.arr[0]}
	fmt.Println(x)
	x.p = pair{x.p.b + 1, x.p.a + 1}
	p := &x
	*p = t{p.arr, pair{p.p.b, p.p.a}}
	fmt.Println(x)
	a := [4]pair{{1, 2}, {3, 4}, {5, 6}, {7, 8}}
	a[0], a[1] = a[1], a[0]
	a[2], a[3], a[0] = a[3], a[0], a[2]
	fmt.Println(a)
	i := 2
	a[i], a = pair{9, 9}, [4]pair{}
	fmt.Println(a)
	s := []pair{{1, 2}, {3, 4}}
	s[0], s[1] = s[1], s[0]
	s = append(s, s[0], s[1])
	s = append(s, s...)
	s[0].a = 42
	fmt.Println(s)
	m := [2][3]int{{1, 2, 3}, {4, 5, 6}}
	m[0], m[1] = m[1], m[0]
	m[0][1], m[1][1] = m[1][1], m[0][1]
	n := m
	n[1][2] = 0
	row := m[0]
	row[0] = -1
	pr := &m[1]
	pr[0] = -2
	fmt.Println(m, n, row, *pr, len(m), len(m[0]), m == n, m[0] == row)
}

func ranges() {
	a := [3]int{1, 2, 3}
	for i, v := range a {
		a[2] = 10
		if i == 2 {
			fmt.Println("array copy", v)
		}
	}
	b := [3]int{1, 2, 3}
	for i, v := range &b {
		b[2] = 10
		if i == 2 {
			fmt.Println("array pointer", v)
		}
	}
	c := []int{1, 2, 3}
	for i, v := range c {
		c[2] = 10
		c = append(c, i)
		if i == 2 {
			fmt.Println("slice", v, c)
		}
	}
	ps := []pair{{1, 2}, {3, 4}}
	for _, p := range ps {
		p.a = 100
	}
	for i := range ps {
		ps[i].b = 100
	}
	for i, p := range ps {
		ps[i] = pair{p.b, p.a}
		p.a++
	}
	fmt.Println(ps)
	var x struct{ arr [2]int }
	for x.arr[0], x.arr[1] = range []int{5, 6, 7} {
	}
	fmt.Println(x)
	as := [2]pair{{1, 2}, {3, 4}}
	var i int
	for i, as[0] = range as {
		fmt.Println(i, as)
	}
	n := 0
	next := func() [2]int { n++; return [2]int{n, n} }
	for _, v := range next() {
		n += v
	}
	fmt.Println(n)
	bigs := []big{{n: 1}, {n: 2}}
	var keep []*big
	for _, b := range bigs {
		keep = append(keep, &b)
		b.n *= 10
	}
	fmt.Println(bigs[0].n, bigs[1].n, len(keep))
}

var i int

func interfaces() {
	a := [3]int{1, 2, 3}
	var x any = a
	a[0] = 100
	y := x
	b := x.([3]int)
	b[1] = 200
	fmt.Println(a, x, y, b, x == y, x == any(a), x == any([3]int{1, 2, 3}))
	p := pair{1, 2}
	var s interface{ sum() int } = p
	p.a = 50
	fmt.Println(s.sum(), p.sum(), s, s.(pair).a)
	var st fmt.Stringer = global
	global.name = "changed"
	fmt.Println(st, global)
	f := global.get
	g := global.mutate
	h := (&global).inc
	k := big.get
	l := (*big).inc
	global.n = 7
	fmt.Println(f(), g().n, h(), global.n, k(global), l(&global), global)
	q := &p
	e := q.sum
	d := q.double
	p.a = 3
	fmt.Println(e(), q.sum())
	d()
	fmt.Println(p, e())
	arr := [2]any{p, &p}
	p.b = -1
	fmt.Println(arr[0], arr[1].(*pair).b, arr == [2]any{pair{6, 4}, &p}, arr[0] == any(p))
	var e1, e2 any = [1]pair{{1, 2}}, [1]pair{{1, 2}}
	fmt.Println(e1 == e2, e1 != e2, [0]int{} == [0]int{}, struct{}{} == struct{}{})
}

func nested() {
	w := wrap{pair{1, 2}, [2]pair{{3, 4}, {5, 6}}, []pair{{7, 8}}}
	v := w
	v.double()
	v.items[0].double()
	v.more[0].double()
	fmt.Println(w, v, w.sum(), v.items[0].sum(), v.more[0].sum())
	ws := []wrap{w, v}
	ws[0].pair.a = -1
	ws[1].items[1] = ws[0].pair
	u := ws[1]
	ws[1].items[1].b = 9
	fmt.Println(ws, u)
	pw := &ws[0]
	ws = append(ws, *pw)
	pw.a = 1000
	fmt.Println(ws[0].a, ws[2].a, pw.a)
	mat := [2][2][2]int{{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}}
	t := mat[1]
	mat[1][0] = mat[0][1]
	mat[0] = t
	fmt.Println(mat, t)
	pts := [...]*pair{{1, 2}, {3, 4}}
	anon := []struct {
		x int
		y []int
	}{{1, []int{1}}, {y: []int{2}}}
	cp := anon[0]
	cp.x, cp.y[0] = 9, 9
	fmt.Println(*pts[0], *pts[1], anon, cp)
	sl := [][]int{{1}, {2, 3}, nil, {}}
	sl[0], sl[1] = sl[1], sl[0]
	sl[3] = append(sl[0][:1], 7)
	fmt.Println(sl, len(sl[2]), sl[2] == nil)
}

func main() {
	fmt.Println(touchGlobal(global), global.n)
	fmt.Println(touchArr(garr), garr)
	b := big{n: 5, ptr: &i}
	fmt.Println(viaPtr(&b, b), b.n)
	a := [4]int{1, 2, 3, 4}
	fmt.Println(viaTwo(a, [4]int{10, 20}), a, viaTwo(a, a))
	c := retBig(&b)
	b.n = 6
	fmt.Println(c.n, b.n, retBig(&b).n, retBig(&b).arr[2], *retBig(&b).ptr)
	b, a = two(&b)
	fmt.Println(b.n, a)
	fmt.Println(named())
	fmt.Println(variadic(b, c), b.n, c.n)
	bs := []big{b, c}
	fmt.Println(variadic(bs...), bs[0].n, b.n)
	b = b.mutate()
	c.mutate()
	fmt.Println(b.n, c.n, b.mutate().mutate().get())
	fmt.Println(func(x big) int { b.n = 3; return x.n }(b), b.n)
	p := &b
	fmt.Println(func(x big) int { p.n = 4; return x.n }(*p), b.n)
	fmt.Println(func(x, y big) int { p.n = 8; x.n++; return x.n*10 + y.n }(*p, *p), b.n)
	closures()
	assignSelf()
	ranges()
	interfaces()
	nested()
	defer func(x big) { fmt.Println("deferred", x.n, b.n) }(b)
	defer fmt.Println("deferred get", b.get())
	b.n = 55555
	x, y := b, b
	x.n, y.n = y.n+1, x.n+2
	fmt.Println(x.n, y.n, x == b, b == *p, x.sub == y.sub)
	ch := struct {
		f func(big) big
		b big
	}{big.mutate, b}
	ch.b = ch.f(ch.b)
	fmt.Println(ch.b.n)
}
