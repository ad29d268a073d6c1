package main

type I interface{ M() }
type J interface{ M(); N() }
type T struct{ a int }

func (T) M() {}
func a1(x I) bool   { _, ok := x.(T); return ok }
func a2(x I) T      { return x.(T) }
func a3(x any) T    { return x.(T) }
func a4(x any) bool { _, ok := x.(T); return ok }
func a5(x I) J      { return x.(J) }
func a6(x I) bool   { _, ok := x.(J); return ok }
func a7(x any) bool { _, ok := x.(J); return ok }
func s1(x any) int {
	switch x.(type) {
	case T:
		return 1
	}
	return 0
}
func s2(x I) int {
	switch x.(type) {
	case T:
		return 1
	}
	return 0
}
func s3(x I) int {
	switch y := x.(type) {
	case T:
		return y.a
	case J:
		return 2
	}
	return 0
}
func s4(x any) int {
	switch y := x.(type) {
	case T:
		return y.a
	case J, nil:
		return 2
	default:
	}
	return 0
}
func b1(x I) any { return x }
func b2(x T) any { return x }
func b3() any    { return "x" }
func b4() any    { return nil }
func b5(e any) bool {
	switch e {
	case 1, "x":
		return true
	}
	return false
}
func b6(e any) bool { return e == 1 }
func b7(x, y I) bool { return x == y }
func b8(x I, y any) bool { return x == y }
func b9(a bool) bool { if !a || false { return true }; return a }
func b10(f float64) float32 { return float32(f) }
func b11(f float64) float64 { return float64(f) }
func b12(f *int) bool { return f == nil || *f == 0 }
func b13(x int) int { return min(x, 3, x+1) }
func b14(x int) int { return -x }
func b15(x int8) int { return int(x) << 3 }
func b16(x string) []byte { return []byte(x) }
func b17(x []byte) [2]byte { return [2]byte(x) }
func b18(x complex128) float64 { return real(x) + imag(x) }
func b19(x, y float64) complex128 { return complex(x, y) }
func b20(x *[3]int) int { return x[1] + len(x) }
func b21(x *[3]int) []int { return x[1:] }
func b22(x [3]int) []int { return x[:2] }
func b23(x []int) int { n := 0; for i := range x { n += i }; for range x { n++ }; for i := range 10 { n += i }; return n }
func b24(x int) int { switch { case x > 1: return 1; case x > 2: fallthrough; default: return 3 } }
func b25(x int) (r int) { switch x { case 1, 2: r = 1; case 3: r++ }; return }
func b26(m [3]int) int { for _, v := range m { if v == 2 { break } }; return 0 }
func b27() { println("a", 1); print(2) }
func b28(s string) string { return "a" + s + "b" + ("c" + s) }
func b29(x []int) { copy(x, x[1:]); clear(x) }
func b30() *T { return &T{a: 1} }
func b31() *T { return new(T) }
func b32() []*T { return []*T{{1}, {2}} }
func b33() [][2]int { return [][2]int{{1, 2}, 3: {}} }
func b34() func() int { x := 0; return func() int { x++; return x } }
func b35(p *T) { (*p).a = 1; p.a++ }
func b36(p **T) int { return (*p).a }
func b37(x ...int) int { return len(x) }
func b38() int { return b37() + b37(1, 2) }
func b39() (int, int) { return 1, 2 }
func b40() (int, int) { return b39() }
func b41(a, b int) int { return a + b }
func b42() int { return b41(b39()) }
func b43() int { a, b := b39(); a, b = b39(); return a + b }
func b44() (e any, i int) { e, i = b39(); return }
func b45(x T) func() { return x.M }
func b46() func(T) { return T.M }
func b47(x int) int { var y, z int; var q = 3; const c = 4; y, z = z, y; return x + y + z + q + c }
func b48(x uint) uint { x <<= 2; x |= 1; return x >> 1 &^ 3 }
func b49(x []int) int { goto L; L: x[0]++; return x[0] }
func b50(x []int) []int { x = append(x, 1, 2); x = append(x, x...); return append([]int(nil), x...) }
func b51(n int) []int { return make([]int, n, n*2) }
func b52(s string) rune { return rune(s[0]) }
func b53(s string) []rune { return []rune("ab") }
func b54(x any) { panic(x) }
func b55(x int) { panic(x) }
func b56(x error) { panic(x) }
func main() {
}
