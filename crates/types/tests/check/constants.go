package main

const (
	big   = 1 << 100
	third = 1.0 / 3
	hello = "hello"
)

type small int8

const typed small = 100

var (
	a int8    = 128
	b uint    = -1
	c int     = 1.5
	d int     = big
	e float32 = 1e39
	f string  = 'x'
	g         = big
	h byte    = 'a' + 200
	i small   = typed + typed
	j int     = "s"
	k         = 1 / 0
	l         = 1.0 / 0.0
	m         = 5 % 0
	n         = -typed * 2
	o bool    = 1
	p         = hello[10]
	q         = len(hello) + 0.5
	r uint8   = ^0
	s         = uint8(300)
	t         = int(1.5)
	u         = string(65.0)
	v         = 1 << -1
	w         = 1.5 << 2
	x         = "a" << 1
	y         = 1 << 1000
	z         = int64(big)
)

const fn = len([]int{1})
const arr = len([3]int{})
const iotaOutside = iota
const (
	c0 = iota * 1.5
	c1
	c2 int = iota
	c3 = "x" + c2
)

func main() {
	const local = 10
	var unused int
	var sh uint = 3
	var f1 float64 = 1 << sh
	_ = "x" + 1
	_ = 1 + "x"
	_ = !1
	_ = -"x"
	_ = ^1.5
	_ = true + false
	_ = f1 % 2
	_ = f1 & 1
	_ = 10 << 1.5
	_ = 'a' * 1.5i
	var i8 int8 = 1
	_ = i8 << 200
	_ = i8 + 200
	_ = i8 * 1.5
	_ = i8 == 300
	_ = i8 / 0
	i8 = 1000
	i8 += 1000
	i8 <<= 1.5
}
