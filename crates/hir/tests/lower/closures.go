package main

type T struct {
	n    int
	name string
}

func (t T) Value(x int) int   { return t.n + x }
func (t *T) Set(x int)        { t.n = x }
func (t *T) Many(xs ...int) (int, bool) { return len(xs), true }

type Namer interface{ Name() string }

type Outer struct {
	*T
	Namer
}

func counter() (func() int, func()) {
	n := 0
	step := 2
	return func() int { n += step; return n }, func() { n = 0 }
}

func loops() (fs []func() int) {
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { return i })
	}
	for i, v := range []int{1, 2} {
		fs = append(fs, func() int {
			inner := func() int { return i + v }
			return inner()
		})
	}
	return
}

func methods(t T, o Outer, i Namer) {
	f := t.Value
	g := t.Set
	h := i.Name
	k := (*T).Value
	l := T.Value
	m := Namer.Name
	t.Set(3)
	o.Set(4)
	(&o).Value(5)
	_ = o.Name() + m(i)
	_, _, _, _, _ = f, g, h, k, l
	p := o.T.Many
	p(1, 2)
}

func deferred(i Namer, t *T) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = r.(error)
		}
	}()
	defer t.Set(len(t.name))
	defer println("bye", t.n)
	defer i.Name()
	defer t.Many(1, 2, 3)
	defer cleanup()
	f, g := counter()
	defer f()
	defer g()
	panic("x")
}

func cleanup() {}

var table = []func() int{func() int { return 1 }}

func main() {}

type Held [1]struct{ p *int }

func (h Held) Get() int { return *h[0].p }
