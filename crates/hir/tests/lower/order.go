package main

type T struct{ n int }

func (t *T) inc() int { t.n++; return t.n }

func g(p *int) int { *p++; return *p }

var global = 1

func set() int { global++; return global }

func pair() (int, int) { return 1, 2 }

func main() {
	y := 1
	a, b := y, g(&y)
	println(a, b, y, g(&y), y)
	s := []int{1, 2}
	h := func() int { s = nil; return 0 }
	s[0] = h()
	s[1], b = pair()
	t := &T{}
	t.n += t.inc()
	c := t.n + t.inc()*t.n
	if global == 2 && set() > global || global < set() {
		c++
	}
	for s[0] < h() {
	}
	var i interface{} = global + set()
	take(global, set(), s[0:1])
	plain := 3
	_ = plain + set()
	println(i)
	i, _ = s[0], plain
	c = f(c, f(c, set()))
}

func f(x, y int) int { return x + y }

func take(args ...interface{}) (int, int) { return global, set() }
