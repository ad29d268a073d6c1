package main

import (
	"fmt"
	"math"
)

type celsius float64
type bits uint8
type month int

const (
	Big   = 1 << 100
	Huge  = Big * Big * Big
	Small = Big >> 99
	Third = 1.0 / 3
	Pi100 = 3.14159265358979323846264338327950288419716939937510582097494459
)

const (
	A, B = iota, iota * 10
	C, D
	_, _
	E, F
)

const (
	KB = 1 << (10 * (iota + 1))
	MB
	GB
	TB
	PB
	EB
)

const (
	c0 = "s"
	c1
	c2 = iota + 0.5
	c3
	c4 = 'a' + iota
	c5
	c6 bits = 1 << iota
	c7
)

func vi(x int) int               { return x }
func vu8(x uint8) uint8          { return x }
func vi8(x int8) int8            { return x }
func vf(x float64) float64       { return x }
func vf32(x float32) float32     { return x }
func vc(x complex128) complex128 { return x }
func vc64(x complex64) complex64 { return x }

func try(name string, f func()) {
	defer func() {
		if e := recover(); e != nil {
			fmt.Println(name, "panics:", e)
			if err, ok := e.(error); ok {
				fmt.Println("  error:", err.Error())
			}
		}
	}()
	f()
	fmt.Println(name, "fine")
}

func main() {
	fmt.Println(Big/(Big>>3), Huge/Big/Big/(1<<90), Small, Third, Third*3 == 1, float32(Third))
	fmt.Println(A, B, C, D, E, F, KB, MB, GB, TB, PB, EB)
	fmt.Println(c0, c1, c2, c3, c4, c5, c6, c7)
	fmt.Printf("%T %T %T %T %T\n", c2, c4, c6, 'x'*2.0, 1<<3.0)
	fmt.Println(math.MaxInt64, uint64(math.MaxUint64), math.MinInt64, math.MaxFloat64, math.SmallestNonzeroFloat64, math.MaxFloat32)
	fmt.Println(float32(0.1), float64(float32(0.1)), 0.1+0.2, vf(0.1)+vf(0.2), float32(16777217.0), Pi100)
	fmt.Println(-5/2, -5%2, 5/-2, 5%-2, -5>>1, vi(-5)/2, vi(-5)%2, vi(5)/-2, vi(5)%-2, vi(-5)>>1, vi(-5)/vi(2), vi(-5)%vi(2))
	fmt.Println(7&^5, vi(7)&^vi(5), ^0, ^vi(0), ^vu8(5), -vu8(5), -vi8(-128), +vi(3))
	fmt.Println(vu8(200)+vu8(100), vu8(1)-vu8(2), vi8(127)+1, vi8(-128)-1, vu8(16)*vu8(17), vi8(64)*2)
	fmt.Println(vu8(255)+1 == 0, vi8(127)+1 < 0, uint16(vu8(255)+1), uint16(vu8(255))+1, int(vi8(-1)), uint(vi8(-1)), uint8(vi8(-1)))
	fmt.Println(vi8(100)+vi8(100) > 100, (vu8(200)+vu8(100))/2, (vu8(200)+vu8(100))>>1, int16(vi8(100)+vi8(100)), -vi8(-128) < 0)
	fmt.Println(vi8(-128)/vi8(-1), vi8(-128)%vi8(-1), int32(math.MinInt32)/int32(vi(-1)), math.MinInt64/vi(-1), math.MinInt64%vi(-1))

	var s uint = 33
	var i = 1 << s
	var j int32 = 1 << s
	var k = uint64(1 << s)
	var w int64 = 1.0 << 33
	var u = 1<<s != 0
	var v = 1<<s == 2<<s
	var x = make([]byte, 1<<s>>33)
	var arr [4]int
	fmt.Println(i, j, k, w, u, v, len(x), arr[1<<s>>33])
	var y = vi(1) << s << s
	var z = uint8(255) << (s - 32) >> (s - 32)
	fmt.Println(y, z, uint8(255)<<(s-32)>>(s-32), 1<<vu8(63), int8(1)<<vu8(7), -1>>vu8(70))

	try("shift by negative", func() { n := vi(-1); fmt.Println(1 << n) })
	try("shift assign by negative", func() { n := vi(-1); x := 5; x >>= n; fmt.Println(x) })
	try("shift by negative int8", func() { n := vi8(-128); fmt.Println(vu8(3) << n) })
	try("div zero", func() { fmt.Println(1 / vi(0)) })
	try("mod zero", func() { fmt.Println(1 % vi(0)) })
	try("div zero u8", func() { fmt.Println(vu8(1) / vu8(0)) })
	try("div assign zero", func() { x := 1; x /= vi(0); fmt.Println(x) })
	try("unused div zero", func() { _ = 1 / vi(0) })
	try("float div zero", func() { fmt.Println(1/vf(0), -1/vf(0), vf(0)/vf(0), vf(1)/math.Copysign(0, -1)) })

	c := complex(1, 2)
	d := vc(3 - 4i)
	fmt.Println(c+d, c-d, c*d, c/d, -d, c == d, c != d, real(d), imag(d), complex64(d))
	fmt.Println(vc(1)/vc(0), vc(0)/vc(0), vc(complex(math.Inf(1), 0))*vc(1i), vc(complex(math.NaN(), 1))/vc(0), vc(1+1i)/vc(complex(math.Inf(1), 1)))
	fmt.Println(vc64(1.5+2.5i)*vc64(2), vc64(1)/vc64(3i), real(vc64(1.1)), imag(vc64(2.2i)))
	fmt.Printf("%v %.2f %g %T %T %8.1f\n", d, d, vc64(1i), d, vc64(1i), c)
	var e complex64 = complex(vf32(1), vf32(-2))
	e *= 2i
	e += 1
	e -= complex64(c)
	fmt.Println(e, e == 4+2i-complex64(c)+1, 1i*1i, real(1i*1i), int(real(2+0i)))
	const cc = 1i * 1i
	var ci int = cc
	fmt.Println(ci, cc)
	println(c, d, e, vf(1.5), vf32(0.1), vi(-3), vu8(9), 'a', "s", true, nil == nil_())

	t := celsius(36.6)
	t += 0.4
	t *= 2
	t++
	var b bits = 0b1010_1010
	b &^= 0x0F
	b |= 0o17
	b ^= 0b1
	b <<= 1
	b--
	m := month(11)
	m = (m + 3) % 12
	fmt.Println(t, b, m, -m, b/3, float64(t)/3, month(t))
	fmt.Println(0x1p-2, 0x1.8p1, 1_000_000, 0b11, 0o17, 017, 0xdead_beef, 1e3, .5, 5., 'ÿ', '\x41', '\u00e9', '\'', "\a\b\f"[1])
	var r rune = 'x'
	r += 1
	fmt.Println(r, string(r), 'a'+1, string(rune('a'+1)), byte('a')+vu8(1), "abc"[1], "abc"[vi(2)]-'a')
	x1, y1 := 1, 2.5
	x1, y1 = x1+int(y1), y1*float64(x1)
	fmt.Println(x1, y1, min(3, 1, 2), max(1.5, 2), min("b", "a"), max(vi(3), 7), min(vf(1), math.NaN()), max(vf(0), math.Copysign(0, -1)))
	var mixed int64 = 1<<62 + 1<<61
	mixed += mixed
	fmt.Println(mixed, uint32(mixed>>16), int16(mixed>>48), uint64(mixed)>>1)
	fmt.Println(math.Float64bits(-0.0), math.Float64bits(vf(0)*-1), 1/(vf(0)*-1), -vf(0), 0-vf(0))
}

func nil_() any { return nil }
