// What package math does.
package main

import (
	"fmt"
	"math"
)

func main() {
	xs := []float64{0, math.Copysign(0, -1), 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, 3.7, -3.7, 1e-300, 1e300, 5e-324, math.MaxFloat64, math.Inf(1), math.Inf(-1), math.NaN(), math.Pi, 100}
	for _, x := range xs {
		fmt.Println(math.Abs(x), math.Floor(x), math.Ceil(x), math.Trunc(x), math.Round(x), math.RoundToEven(x), math.Sqrt(x), math.Signbit(x), math.IsNaN(x), math.IsInf(x, 0), math.IsInf(x, 1))
		whole, frac := math.Modf(x)
		f, e := math.Frexp(x)
		fmt.Println(whole, frac, f, e, math.Ldexp(f, e), math.Ldexp(x, 3), math.Ldexp(x, -1074), math.Ldexp(x, 2000))
		fmt.Println(math.Float64bits(x), math.Float32bits(float32(x)), math.Float64frombits(math.Float64bits(x)), math.Cbrt(x))
		for _, y := range xs {
			fmt.Println(math.Max(x, y), math.Min(x, y), math.Dim(x, y), math.Copysign(x, y), math.Mod(x, y), math.Remainder(x, y), math.Hypot(x, y))
		}
	}
	fmt.Println(math.MaxInt, math.MinInt64, uint64(math.MaxUint64), math.MaxFloat32, math.SmallestNonzeroFloat64, math.MaxInt8, math.E, math.Sqrt2)
	fmt.Println(math.Pow(2, 10), math.Pow(2, 0.5), math.Pow(-8, 1.0/3), math.Pow10(3), math.Pow10(-400), math.Exp2(8), math.Exp(1), math.Log(math.E), math.Log2(8), math.Log10(1000))
	fmt.Printf("%.6f %.6f %.6f %.6f %.6f\n", math.Sin(1), math.Cos(1), math.Tan(1), math.Atan2(1, -1), math.Sinh(1))
}
