package main

import (
	"errors"
	"fmt"
)

var log []string

func note(s string, v int) int {
	log = append(log, s)
	return v
}

func flush(label string) {
	fmt.Println(label, log)
	log = nil
}

func sl(s string, v []int) []int   { log = append(log, s); return v }
func pt(s string, p *point) *point { log = append(log, s); return p }
func fn(s string, f func(...int) int) func(...int) int {
	log = append(log, s)
	return f
}
func boolean(s string, b bool) bool { log = append(log, s); return b }
func sum(xs ...int) int {
	t := 0
	for _, x := range xs {
		t += x
	}
	return t
}

type point struct {
	x, y int
	next *point
	arr  [3]int
}

func (p point) add(a, b int) int { return p.x + a + b }
func (p *point) set(a, b int) *point {
	p.x, p.y = a, b
	log = append(log, fmt.Sprint("set", a, b))
	return p
}

func try(name string, f func()) {
	defer func() {
		if e := recover(); e != nil {
			fmt.Println(name, "panics:", e, log)
			log = nil
			return
		}
		flush(name)
	}()
	f()
}

func two() (int, int) { log = append(log, "two"); return 1, 2 }

var g int

func bump() int { g++; return g }

func binary() {
	g = 0
	x := g + bump() + g
	fmt.Println("global around call", x)
	a := 1
	f := func() int { a++; return a }
	y := a + f() + a
	fmt.Println("captured around call", y, a)
	b := []int{1, 2, 3}
	h := func() int { b[0] = 100; return 0 }
	fmt.Println("element around call", b[0]+h(), b[h()])
	z := [3]int{1, 2, 3}
	q := func() int { z[1] = 50; return 1 }
	w := z[1] + q()
	fmt.Println("array element around call", w, z[q()])
	i := 0
	inc := func() int { i++; return i }
	arr := []int{i, inc(), i, inc(), i}
	fmt.Println("in literal", arr)
	st := point{x: i, y: inc()}
	fmt.Println("in struct", st.x, st.y)
	m := sum(i, inc(), i, inc())
	fmt.Println("args", m, i)
	s1 := fmt.Sprint(i, inc(), i)
	fmt.Println("interface args", s1)
	p := &point{x: 1}
	change := func() int { p = &point{x: 10}; return 5 }
	fmt.Println("pointer", p.x+change(), p.x)
	str := "abc"
	chg := func() string { str = "xyz"; return "-" }
	fmt.Println("concat", str+chg()+str)
	var e1 any = 1
	ce := func() any { e1 = 2; return 2 }
	fmt.Println("compare", e1 == ce())
}

func assigns() {
	a := []int{1, 2, 3}
	i := 0
	i, a[i] = 1, 9
	fmt.Println(i, a)
	a[i], i = 7, 2
	fmt.Println(i, a)
	a[0], a[1], a[2] = a[2], a[0], a[1]
	fmt.Println(a)
	x := []int{1, 2, 3}
	x, x[0] = []int{8, 8}, 5
	fmt.Println(x)
	var p *point
	q := &point{x: 1}
	try("nil field in parallel", func() {
		q.x, p.x = 2, 3
	})
	fmt.Println(q.x)
	try("index out in parallel", func() {
		k := 5
		a[0], a[k] = 100, 200
	})
	fmt.Println(a)
	try("order index rhs", func() {
		sl("s", a)[note("i", 0)] = note("v", 1)
	})
	try("order panicking index", func() {
		sl("s", a)[note("i", 10)] = note("v", 1)
	})
	try("order nil pointer", func() {
		pt("p", nil).x = note("v", 1)
	})
	try("order swap", func() {
		sl("s1", a)[note("i1", 0)], sl("s2", a)[note("i2", 1)] = note("v1", 1), note("v2", 2)
	})
	try("tuple order", func() {
		sl("s1", a)[note("i1", 0)], sl("s2", a)[note("i2", 1)] = two()
	})
	try("op assign order", func() {
		sl("s", a)[note("i", 1)] += note("v", 5)
	})
	try("op assign bad index", func() {
		sl("s", a)[note("i", -1)] += note("v", 5)
	})
	try("op assign division", func() {
		sl("s", a)[note("i", 0)] /= note("v", 0)
	})
	try("inc bad", func() {
		sl("s", a)[note("i", 7)]++
	})
	try("nil op assign", func() {
		pt("p", nil).arr[note("i", 1)] += note("v", 5)
	})
	try("array index in nil", func() {
		pt("p", nil).arr[note("i", 5)] = note("v", 5)
	})
	fmt.Println(a)
	var err error
	var n int
	n, err = func() (int, error) { n = 5; return n + 1, errors.New("e") }()
	fmt.Println(n, err)
	y := 1
	y, z := y+1, y+2
	fmt.Println(y, z)
	l := &point{x: 1, next: &point{x: 2}}
	l, l.next = l.next, nil
	fmt.Println(l.x, l.next)
	l2 := &point{x: 1, next: &point{x: 2, next: &point{x: 3}}}
	l2.next, l2.next.next = l2.next.next, l2
	fmt.Println(l2.next.x)
	var arr [3]int
	j := 0
	arr[j], j, arr[j+1] = 1, 2, 3
	fmt.Println(arr, j)
	ar2 := [3]int{1, 2, 3}
	cp := ar2
	ar2, cp = cp, ar2
	ar2[0], cp = 50, ar2
	fmt.Println(ar2, cp)
}

func shortCircuit() {
	try("and", func() {
		if boolean("a", false) && boolean("b", true) || boolean("c", true) && !boolean("d", false) {
			note("then", 1)
		}
	})
	try("or", func() {
		x := boolean("a", true) || boolean("b", true)
		y := boolean("c", false) && boolean("d", true)
		fmt.Println(x, y, boolean("e", true) == boolean("f", false))
	})
	try("for", func() {
		for i := note("init", 0); boolean("cond", i < 2); i += note("post", 1) {
			note("body", 1)
		}
	})
	try("switch", func() {
		switch note("tag", 2) {
		case note("c1", 1), note("c2", 2), note("c3", 3):
			note("hit", 0)
		case note("c4", 4):
		}
	})
}

func calls() {
	try("func value first", func() {
		fn("f", sum)(note("a", 1), note("b", 2))
	})
	try("nil func", func() {
		fn("f", nil)(note("a", 1), note("b", 2))
	})
	try("method value receiver", func() {
		pt("p", &point{x: 5}).add(note("a", 1), note("b", 2))
	})
	try("nil value receiver", func() {
		pt("p", nil).add(note("a", 1), note("b", 2))
	})
	try("chained", func() {
		p := &point{}
		fmt.Println(p.set(note("a", 1), p.y).set(note("b", p.x), p.x+p.y).x)
	})
	try("slice expr", func() {
		a := []int{1, 2, 3, 4}
		fmt.Println(sl("s", a)[note("lo", 1):note("hi", 3):note("max", 4)])
	})
	try("bad slice", func() {
		a := []int{1, 2, 3, 4}
		_ = sl("s", a)[note("lo", 3):note("hi", 2)]
	})
	try("append", func() {
		a := append(sl("s", nil), note("a", 1), note("b", 2))
		fmt.Println(a, copy(sl("d", a), sl("e", []int{7})))
	})
	try("composite", func() {
		fmt.Println([]point{{x: note("x", 1), y: note("y", 2)}, {y: note("y2", 3), x: note("x2", 4)}})
		fmt.Println([...]int{2: note("two", 2), 0: note("zero", 0)})
	})
	try("defer args", func() {
		x := 1
		defer func(a, b int) { fmt.Println("deferred", a, b, x) }(x, note("arg", 2))
		defer pt("recv", &point{x: 1}).set(note("m", 3), x)
		x = 10
		note("end", 0)
	})
	try("defer nil func", func() {
		var f func()
		defer f()
		note("after", 0)
	})
	try("defer receiver copy", func() {
		p := point{x: 1}
		show := func(s string, v int) { fmt.Println(s, v) }
		defer show("value", p.add(0, 0))
		f := p.add
		p.x = 100
		fmt.Println(f(0, 0), p.add(0, 0))
	})
	try("return order", func() {
		f := func() (a, b int) {
			defer func() { a, b = b, a }()
			a = 5
			return note("r1", 1), note("r2", a)
		}
		fmt.Println(f())
	})
}

func main() {
	binary()
	assigns()
	shortCircuit()
	calls()
}
