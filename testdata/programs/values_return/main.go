package main

import (
	"errors"
	"fmt"
)

type vec struct{ x, y, z int }
type mat [3]vec
type res struct {
	v   vec
	err error
	m   mat
	s   string
}

func swap(p *vec) vec       { return vec{p.z, p.y, p.x} }
func swapN(p *vec) (r vec)  { r.x = p.z; r.y = p.y; r.z = p.x; return }
func swapN2(p *vec) (r vec) { r.x, r.z = p.z, p.x; return r }
func swapD(p *vec) (r vec) {
	defer func() { r.y = p.y * 10 }()
	r.x = p.z
	r.z = p.x
	return
}
func part(p *vec) vec {
	return vec{p.z, boom(), p.x}
}
func boom() int { panic("boom") }
func transpose(m *mat) mat {
	return mat{{m[0].x, m[1].x, m[2].x}, {m[0].y, m[1].y, m[2].y}, {m[0].z, m[1].z, m[2].z}}
}
func transposeV(m mat) mat {
	m[0].y, m[1].x = m[1].x, m[0].y
	m[0].z, m[2].x = m[2].x, m[0].z
	m[1].z, m[2].y = m[2].y, m[1].z
	return m
}
func rot(m *mat) (a, b, c vec) { return m[1], m[2], m[0] }
func both(r *res) (vec, res)   { r.v.x++; return r.v, res{v: r.v, m: mat{r.v}, s: r.s + "!"} }
func fail(r *res) (res, error) { return res{s: "partial"}, errors.New("failed") }
func rec(n int, v vec) vec {
	if n == 0 {
		return v
	}
	w := rec(n-1, vec{v.y, v.z, v.x + 1})
	v.x += w.x
	return vec{v.x, w.y, v.z}
}

func (v vec) plus(w vec) vec   { return vec{v.x + w.x, v.y + w.y, v.z + w.z} }
func (v *vec) add(w vec) *vec  { *v = v.plus(w); return v }
func (v vec) scaled(k int) vec { v.x *= k; v.y *= k; v.z *= k; return v }
func (m *mat) row(i int) *vec  { return &m[i] }
func (m mat) get(i int) vec    { return m[i] }

func try(f func()) {
	defer func() {
		if e := recover(); e != nil {
			fmt.Println("panic:", e)
		}
	}()
	f()
}

var gv = vec{1, 2, 3}
var gm = mat{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}

func setG(v vec) vec { gv = vec{v.z, v.x, v.y}; return vec{gv.x, gv.x, gv.x} }

type table struct {
	name string
	in   vec
	want vec
	f    func(*vec) vec
}

func main() {
	v := vec{1, 2, 3}
	v = swap(&v)
	fmt.Println(v)
	v = swapN(&v)
	fmt.Println(v)
	v = swapN2(&v)
	fmt.Println(v)
	v = swapD(&v)
	fmt.Println(v)
	p := &vec{1, 2, 3}
	*p = swap(p)
	fmt.Println(*p)
	*p = swapN(p)
	fmt.Println(*p)
	*p = swapD(p)
	fmt.Println(*p)
	gv = swap(&gv)
	fmt.Println(gv)
	gv = setG(gv)
	fmt.Println(gv)
	gv = gv.plus(setG(vec{7, 8, 9}))
	fmt.Println(gv)
	try(func() { v = part(&v) })
	fmt.Println(v)
	try(func() { v = vec{v.z, boom(), v.x} })
	fmt.Println(v)
	try(func() { v.x, v = 100, part(&v) })
	fmt.Println(v)
	try(func() { v = vec{9, []int{}[v.x&0+len(gm)], 9} })
	fmt.Println(v)
	var np *vec
	try(func() { v, *np = vec{5, 5, 5}, vec{6, 6, 6} })
	fmt.Println(v)
	gm = transpose(&gm)
	fmt.Println(gm)
	gm = transposeV(gm)
	fmt.Println(gm)
	gm[0], gm[1], gm[2] = rot(&gm)
	fmt.Println(gm)
	gm[0], gm[2] = gm[2].plus(gm[0]), gm[0].scaled(2)
	fmt.Println(gm)
	r := res{v: vec{1, 1, 1}, s: "r"}
	r.v, r = both(&r)
	fmt.Println(r)
	r, r.err = fail(&r)
	fmt.Println(r.v, r.err, r.s)
	r, _ = fail(&r)
	fmt.Println(r.err, r.s)
	fmt.Println(rec(5, vec{1, 2, 3}))
	gm.row(1).add(gm.get(0)).add(*gm.row(2)).add(*gm.row(1))
	fmt.Println(gm, *gm.row(1), gm.get(1) == *gm.row(1))
	m := gm
	m[0] = m.get(2).plus(m[1])
	m[1] = swap(&m[1])
	*m.row(2) = m.row(2).scaled(3).plus(vec{1, 1, 1})
	fmt.Println(m, gm[0])
	arr := [2][2]vec{{{1, 2, 3}}, {{}, {4, 5, 6}}}
	brr := arr
	arr[0], arr[1] = arr[1], arr[0]
	brr[0][0], brr[1][1] = brr[1][1], brr[0][0]
	fmt.Println(arr == brr, arr, brr)
	sl := []vec{{1, 0, 0}, {0, 1, 0}}
	sl = append(sl, sl[0].plus(sl[1]), swap(&sl[0]))
	for i := range sl {
		sl[i] = swap(&sl[i])
	}
	sl[0], sl = sl[1], sl[1:]
	fmt.Println(sl)
	tests := []table{{"swap", vec{1, 2, 3}, vec{3, 2, 1}, swap}, {in: vec{1, 2, 3}, want: vec{3, 2, 1}, name: "swapN", f: swapN}}
	for _, tt := range tests {
		tt.in = tt.f(&tt.in)
		fmt.Println(tt.name, tt.in == tt.want, tt.in)
	}
	fmt.Println(tests[0].in, tests[1].in)
	f := func(t table) (u table) { u = t; u.in.x = 50; t.in.x = 60; return }
	tests[0] = f(tests[0])
	fmt.Println(tests[0].in, f(tests[1]).in, tests[1].in)
	x := any(v)
	v.x = -5
	w, ok := x.(vec)
	w.y = 77
	_, bad := x.(mat)
	fmt.Println(v, w, ok, bad, x)
	switch y := x.(type) {
	case vec:
		y.z = 1000
		fmt.Println(y, x)
	}
	ifs := []interface{ plus(vec) vec }{v, &v, vec{1, 1, 1}}
	v = vec{10, 10, 10}
	for _, i := range ifs {
		fmt.Println(i.plus(vec{1, 2, 3}))
	}
	type deep struct {
		a struct {
			b struct{ c [2]vec }
			d *vec
		}
	}
	var d deep
	d.a.d = &d.a.b.c[1]
	d.a.d.x = 4
	e := d
	e.a.d.y = 5
	e.a.b.c[1].z = 6
	fmt.Println(d.a.b, e.a.b, e.a.d == d.a.d)
	fn := func() (vec, [2]int, string) { return v, [2]int{v.x, v.y}, "s" }
	var arr2 [3]struct {
		v vec
		a [2]int
		s string
	}
	i := 1
	arr2[i].v, arr2[i-1].a, arr2[i+1].s = fn()
	fmt.Println(arr2)
	func(a vec, b [2]int, c string) { fmt.Println(a, b, c) }(fn())
	fmt.Println(fn())
}
