package main

type T struct{ x, y int }

func (t T) get() int   { return t.x }
func (t *T) set(v int) { t.x = v }

func one() int               { return 1 }
func two() (int, string)     { return 1, "" }
func none()                  {}
func mk() T                  { return T{} }
func named() (n int, e error) { return }

func missing() int {
}

func missing2(b bool) int {
	if b {
		return 1
	}
}

func missing3() (x int) {
	for {
		break
	}
}

func ok1() int {
	for {
	}
}

func ok2(x int) int {
	switch x {
	case 1:
		return 1
	default:
		panic("x")
	}
}

func ret1() int           { return }
func ret2() int           { return 1, 2 }
func ret3()               { return 1 }
func ret4() (int, string) { return "a", 1 }
func ret5() (int, string) { return one() }
func ret6() (int, string) { return two() }
func ret7() int           { return two() }
func ret8() int           { return nil }
func ret9() (n int) {
	{
		n := 2
		_ = n
		return
	}
}

func main() {
	var a, b = 1
	c, d := two(), 1
	e, f := one()
	g := none()
	var h int = two()
	var i int = "x"
	var j = nil
	k := nil
	l, l := 1, 2
	a, b := 3, 4
	one() = 5
	mk().x = 6
	mk().set(1)
	"x"[0] = 'y'
	s := "abc"
	s[0] = 'x'
	const z = 1
	z = 2
	none = nil
	_ = none()
	_ = nil
	_ = T
	_ = T{}.z
	_ = &one()
	_ = &s[0]
	var t T
	t.get = nil
	t.q = 1
	t.Set(1)
	x.y = 3
	a, s = s, a
	a, s = two()
	a = two()
	*a = 3
	m, 5 := 1, 2
	var arr [3]int
	arr[5] = 1
	p := &arr
	p[3] = 1
	1 = a
	a++
	s++
	t++
	a += "x"
	s += 1
	undefined1 := undefined2
	if a = 1; a {
	}
	if a := 1; a == "x" {
	}
	for a {
	}
	for i := 0; i; i++ {
	}
	defer one
	defer int(3)
	defer len(s)
	defer recover()
	one
	one()
	len(s)
	append([]int{}, 1)
	a == 1
	-a
	"lit"
	func() {}
	T{}
	T
	len
	*p
	defer func() {}
	return 1
}
