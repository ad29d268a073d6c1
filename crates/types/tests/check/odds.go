package main

func f(int, int) {}
func v(...int)   {}

type M interface{ m() }
type M32 interface{ m() int32 }
type M64 interface{ m() int64 }
type U3 interface {
	M
	m()
}
type U6 interface {
	m()
	m()
}
type U7 interface {
	M32
	m()
}
type U8 interface {
	m()
	M32
}
type U9 interface {
	M32
	M64
}

const (
	a = int8(complex128(1000))
	b = int(1e100)
	c = uint8(1e3)
	d = int8(1000)
	e = int(1.5)
	g = int8(2000i - 2000i + 300)
	h = uint(-1.0)
	i = string(1.0)
	j = float32(1e100)
)

func main() {
	s := []int{1}
	f(s...)
	f(1, s...)
	x := 5
	f(x, s...)
	main(s...)
	(f)(s...)
	v(1, s...)
}
