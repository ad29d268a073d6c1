package main

import "unsafe"

type T struct {
	a int
	a string
	b, b int
	T2
	*T2
	*I
	int
}
type T2 struct{}
type I interface {
	m()
	m()
	I2
}
type I2 interface{ m(int) }
type R struct{ r R }
type R1 struct{ r [2]R2 }
type R2 struct{ r R1 }
type R3 []R3
type R4 *R4
type R5 R5
type R6 = R6
type U1 undefined
type U2 []undefined2
type F func(x, x int)

func (t T) m()         {}
func (t T) m()         {}
func (t *T) a()        {}
func (int) m()         {}
func (x *[]int) m()    {}
func (i I) n()         {}
func (p undefined3) m() {}
func (t *unsafe.Pointer) m() {}

func dup()    {}
func dup(int) {}
func init()   {}
func init()   {}
func init(x int) {}
func nobody()
func params(a int, a string) (b int, b string) { return }

var dup = 1
var x = y
var y = z
var z = x
var fx = fz()

func fz() int { return fx }

const k1 = k2
const k2 = k1
const k3 = fz()
const k4 []int = 1
const k5
const k6, k7 = 1
const k8 = 1, 2

var v1, v2 = 1
var v3 = 1, 2
var init = 1

type main struct{}

func f() {
	var unused, used int
	_ = used
	const c = 1
	type unusedType int
	x := 1
	{
		x := 2
		x++
	}
	func() {
		y := 1
	}()
	for i := 0; i < 3; i++ {
		z := i
	}
	var p *int
	p = nil
	type L struct{ l L }
	type L2 = undefined4
	var f func(int) (a, b string) = nil
	if q := 1; true {
	}
	switch s := 1; {
	}
	_ = unsafe.Sizeof()
	_ = unsafe.Sizeof(1, 2)
	_ = unsafe.Offsetof(x)
	_ = unsafe.Foo
	_ = unsafe.Pointer(x)
	_ = uintptr(unsafe.Pointer(p))
}
