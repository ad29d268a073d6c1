package main

import (
	"fmt"
	"math"
)

func ops_float32(a, b float32) {
	fmt.Println("float32", a, b, a+b, a-b, a*b, a/b, -a, +a, a < b, a <= b, a == b, a != b, a > b, a >= b, !(a < b), !(a >= b), max(a, b), min(a, b))
	x := a
	x += b
	x *= b
	x -= 1
	x /= a
	x++
	y := x
	y--
	fmt.Println(x, y, 1/a, 0*a, a-a, a*2+b, math.Signbit(float64(-a)), math.Signbit(float64(0-a)))
	if a < b {
		fmt.Print("lt ")
	} else {
		fmt.Print("nlt ")
	}
	if a != b {
		fmt.Print("ne ")
	}
	if a > b || a <= b {
		fmt.Print("ordered ")
	}
	switch a {
	case b:
		fmt.Print("case b ")
	case 0:
		fmt.Print("case 0 ")
	}
	fmt.Println()
}

func const_float32(a float32) {
	fmt.Println(a+0.1, a*3, a/3, 1/a, a-1e10, a*1e-40, a == 0, a < 0.1, 0.1-a, a/2)
}

func ops_float64(a, b float64) {
	fmt.Println("float64", a, b, a+b, a-b, a*b, a/b, -a, +a, a < b, a <= b, a == b, a != b, a > b, a >= b, !(a < b), !(a >= b), max(a, b), min(a, b))
	x := a
	x += b
	x *= b
	x -= 1
	x /= a
	x++
	y := x
	y--
	fmt.Println(x, y, 1/a, 0*a, a-a, a*2+b, math.Signbit(float64(-a)), math.Signbit(float64(0-a)))
	if a < b {
		fmt.Print("lt ")
	} else {
		fmt.Print("nlt ")
	}
	if a != b {
		fmt.Print("ne ")
	}
	if a > b || a <= b {
		fmt.Print("ordered ")
	}
	switch a {
	case b:
		fmt.Print("case b ")
	case 0:
		fmt.Print("case 0 ")
	}
	fmt.Println()
}

func const_float64(a float64) {
	fmt.Println(a+0.1, a*3, a/3, 1/a, a-1e10, a*1e-40, a == 0, a < 0.1, 0.1-a, a/2)
}

func fma(x, y, z float64) float64 { return x*y + z }

func main() {
	vs := []float64{0, math.Copysign(0, -1), 1, -1, 0.1, 0.2, 1e308, -1e308, 5e-324, 3.4e38, 16777217, math.Inf(1), math.Inf(-1), math.NaN()}
	for _, a := range vs {
		const_float64(a)
		const_float32(float32(a))
		for _, b := range vs {
			ops_float64(a, b)
			ops_float32(float32(a), float32(b))
		}
	}
	fmt.Println(fma(0.1, 10, -1), fma(1e308, 10, -1e308))
	var m [1]int
	_ = m
	n := math.NaN()
	x := any(n)
	fmt.Println(x == x, n == n, n != n, any(0.0) == any(math.Copysign(0, -1)), any(float32(1)) == any(1.0))
	type pt struct{ x, y float64 }
	fmt.Println(pt{n, 1} == pt{n, 1}, pt{0, 1} == pt{math.Copysign(0, -1), 1}, [2]float32{1, 2} == [2]float32{1, 2})
}
