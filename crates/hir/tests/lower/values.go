package main

import "unsafe"

type Point struct{ X, Y int }
type Named struct {
	Point
	p    *Point
	tags []string
}
type Bytes []byte

func pair() (int, interface{}) { return 1, nil }
func take(a interface{}, b interface{}, rest ...int) {}
func get() Point { return Point{} }

var (
	a = b + 1
	b = f()
	c, d = pair()
	_ = get()
)

func f() int { return 3 }
func init() { a++ }

func main() {
	n := Named{Point: Point{1, 2}, tags: []string{"a"}}
	n.X = n.p.Y + get().X
	m := []*Point{{1, 2}, {Y: f(), X: f()}}
	take(pair())
	x, y := 3.5, 2i
	z := complex(x, 1) * y
	_ = real(z) + imag(z)
	var e error
	var i interface{} = e
	eq := i == 3 || i == e || n.Point == Point{} || m[0] != nil
	arr := [...]int{1, 2, 3}
	ptr := (*[2]int)(arr[:])
	two := [2]int(arr[:2])
	str := string(Bytes("x")) + string(rune(65))
	u := unsafe.Pointer(&arr[0])
	u = unsafe.Add(u, 8)
	_ = unsafe.Slice((*int)(u), 2)
	_ = unsafe.String(&[]byte(str)[0], 1)
	q := new(min(x, 2, 3))
	_, _, _, _ = eq, ptr, two, q
	var sh uint8 = 3
	k := 1<<sh + ^sh
	k &^= 2
	k <<= sh
	_ = len(pairs())
	clear(m)
	func(v int) { println(v) }(int(k))
	var g float32 = 0.1
	const huge = 1 << 63
	var h uint64 = huge
	_, _ = g, h
}

func pairs() [4]int { return [4]int{} }
