// How many objects gc allocates for values in interfaces and for strings that are made of others.

package main

import (
	"fmt"
	"runtime"
)

var anySink any
var strSink string
var intSink int
var boolSink bool
var errSink error
var bytesSink []byte

type small struct{ a, b int32 }
type pair struct{ x, y int }
type empty struct{}
type one struct{ p *int }
type named uint16
type str string
type Stringer interface{ String() string }

func (n named) String() string { return "n" }
func (p pair) String() string  { return "p" }

//go:noinline
func id(x int) int { return x }

//go:noinline
func idb(b []byte) []byte { return b }

//go:noinline
func ids(s string) string { return s }

//go:noinline
func take(x any) { boolSink = x != nil }

//go:noinline
func variadic(args ...any) { intSink = len(args) }

//go:noinline
func takeString(s string) { intSink = len(s) }

func measure(name string, f func()) {
	var before, after runtime.MemStats
	f()
	runtime.ReadMemStats(&before)
	for i := 0; i < 1000; i++ {
		f()
	}
	runtime.ReadMemStats(&after)
	fmt.Println(name, (after.Mallocs-before.Mallocs+500)/1000)
}

func boxes() {
	n := 0
	nx := id(1000)
	measure("const int", func() { anySink = 1000 })
	measure("const string", func() { anySink = "hello" })
	measure("const float", func() { anySink = 2.5 })
	measure("const neg int8", func() { anySink = int8(-5) })
	measure("const complex", func() { anySink = 1 + 2i })
	measure("const struct", func() { anySink = pair{1, 2} })
	measure("const struct str", func() {
		anySink = struct {
			s string
			n int
		}{"a", 3}
	})
	measure("const array", func() { anySink = [3]int{1, 2, 3} })
	measure("zero struct", func() { anySink = pair{} })
	measure("var struct", func() { anySink = pair{nx, 2} })
	measure("empty struct", func() { anySink = empty{} })
	measure("empty array", func() { anySink = [0]int{} })
	measure("bool", func() { anySink = n == 3 })
	measure("int8", func() { anySink = int8(id(-3)) })
	measure("uint8", func() { anySink = byte(id(3)) })
	measure("int16 small", func() { anySink = int16(id(255)) })
	measure("int16 big", func() { anySink = int16(id(256)) })
	measure("int16 neg", func() { anySink = int16(id(-1)) })
	measure("rune small", func() { anySink = rune(id('a')) })
	measure("rune big", func() { anySink = rune(id(0x4e16)) })
	measure("int small", func() { anySink = id(255) })
	measure("int big", func() { anySink = id(256) })
	measure("int neg", func() { anySink = id(-1) })
	measure("uintptr small", func() { anySink = uintptr(id(25)) })
	measure("float zero", func() { anySink = float64(id(0)) })
	measure("float32 zero", func() { anySink = float32(id(0)) })
	measure("float one", func() { anySink = float64(id(1)) })
	measure("complex zero", func() { anySink = complex(float64(id(0)), 0) })
	measure("complex64 zero", func() { anySink = complex(float32(id(0)), 0) })
	measure("named small", func() { anySink = named(id(200)) })
	measure("named iface small", func() { var s Stringer = named(id(200)); anySink = s })
	measure("string empty", func() { anySink = ids("") })
	measure("string", func() { anySink = ids("x") })
	measure("named string", func() { anySink = str(ids("")) })
	measure("slice nil", func() { anySink = idb(nil) })
	measure("slice empty", func() { anySink = idb([]byte{}) })
	measure("slice", func() { anySink = idb(bytesSink) })
	measure("pointer", func() { anySink = &nx })
	measure("one pointer struct", func() { anySink = one{&nx} })
	measure("one pointer array", func() { anySink = [1]*int{&nx} })
	measure("func", func() { anySink = boxes })
	measure("[1]int small", func() { anySink = [1]int{id(3)} })
	measure("[1]int big", func() { anySink = [1]int{id(3000)} })
	measure("struct one int", func() { anySink = struct{ x int }{id(3)} })
	measure("struct small", func() { anySink = small{int32(id(3)), 0} })
	measure("struct byte", func() { anySink = struct{ x byte }{byte(id(3))} })
	measure("struct one string", func() { anySink = struct{ x string }{ids("")} })
	measure("struct two bytes", func() { anySink = struct{ x, y byte }{byte(id(3)), 0} })
	measure("local any", func() { var x any = id(1000); boolSink = x == nil })
	measure("local any cmp", func() { var x any = id(1000); boolSink = x == anySink })
	measure("arg any", func() { take(id(1000)) })
	measure("arg variadic", func() { variadic(id(1000), ids("abc"), 3) })
	measure("Sprint arg ro", func() { take("const") })
	measure("global val", func() { anySink = intSink })
	measure("error", func() { errSink = &myErr{} })
	measure("error val", func() { errSink = valErr{"a"} })
	measure("error val2", func() { errSink = valErr{ids("a")} })
}

type myErr struct{}

func (*myErr) Error() string { return "e" }

type valErr struct{ s string }

func (v valErr) Error() string { return v.s }

var long = "0123456789012345678901234567890123456789"
var short = "abc"
var shortBytes = []byte("abc")
var longBytes = []byte("0123456789012345678901234567890123456789")
var oneByte = []byte("a")
var runes = []rune("abc")

func texts() {
	measure("concat local short", func() { s := short + "x"; intSink = len(s) })
	measure("concat local 32", func() { s := long[:31] + "x"; intSink = len(s) })
	measure("concat local 33", func() { s := long[:32] + "x"; intSink = len(s) })
	measure("concat compare", func() { boolSink = short+"x" == "abcx" })
	measure("concat escape", func() { strSink = short + "x" })
	measure("concat one", func() { strSink = short + ids("") })
	measure("concat 3", func() { strSink = short + "," + short })
	measure("concat 6", func() { strSink = short + "," + short + ids(",") + short + ids(";") })
	measure("concat arg", func() { takeString(short + "x") })
	measure("concat assign", func() {
		s := ""
		for i := 0; i < 5; i++ {
			s += "x"
		}
		intSink = len(s)
	})
	measure("concat assign esc", func() {
		s := ""
		for i := 0; i < 5; i++ {
			s += "x"
		}
		strSink = s
	})
	measure("concat nested buf", func() { s := short + ids("x"); t := s + ids(""); strSink = t })
	measure("concat nested buf2", func() { s := short + ids("x"); t := s + ids(""); intSink = len(t) })
	measure("string(b) escape", func() { strSink = string(shortBytes) })
	measure("string(b) one", func() { strSink = string(oneByte) })
	measure("string(b) empty", func() { strSink = string(shortBytes[:0]) })
	measure("string(b) local", func() { s := string(shortBytes); intSink = len(s) })
	measure("string(b) local long", func() { s := string(longBytes); boolSink = ids(s) == "" })
	measure("string(b) cmp", func() { boolSink = string(longBytes) == long })
	measure("string(b) cmp both", func() { boolSink = string(longBytes) == string(longBytes[:]) })
	measure("string(b) less", func() { boolSink = string(longBytes) < long })
	measure("string(b) concat", func() { strSink = "x" + string(longBytes) })
	measure("string(b) concat2", func() { strSink = string(longBytes) + string(longBytes) })
	measure("string(b) concat nonconst", func() { strSink = short + string(longBytes) })
	measure("string(b) concat empty str", func() { strSink = ids("") + string(longBytes) })
	measure("string(b) switch", func() {
		switch string(longBytes) {
		case "abc":
			intSink = 1
		case long:
			intSink = 2
		}
	})
	measure("string(b) switch const", func() {
		switch string(longBytes) {
		case "abc":
			intSink = 1
		case "0123456789012345678901234567890123456789":
			intSink = 2
		}
	})
	measure("string(b) range", func() {
		for _, r := range string(longBytes) {
			intSink += int(r)
		}
	})
	measure("string(b) len", func() { intSink = len(string(longBytes)) })
	measure("string(b) index", func() { intSink = int(string(longBytes)[2]) })
	measure("string(b) slice", func() { strSink = string(longBytes)[2:] })
	measure("string(b) any", func() { anySink = string(longBytes) })
	measure("range []byte(s)", func() {
		for _, c := range []byte(long) {
			intSink += int(c)
		}
	})
	measure("range []byte(s) idx", func() {
		for i := range []byte(long) {
			intSink += i
		}
	})
	measure("len []byte(s)", func() { intSink = len([]byte(long)) })
	measure("[]byte(s) local", func() { b := []byte(short); b[0] = 'x'; intSink = len(b) })
	measure("[]byte(s) local long", func() { b := []byte(long); b[0] = 'x'; intSink = len(b) })
	measure("[]byte(s) read", func() { b := []byte(long); intSink = int(b[3]) })
	measure("[]byte(s) escape", func() { bytesSink = []byte(long) })
	measure("[]byte(const) escape", func() { bytesSink = []byte("0123456789") })
	measure("[]byte(empty) escape", func() { bytesSink = []byte(ids("")) })
	measure("append bytes", func() { b := append([]byte(nil), long...); bytesSink = b })
	measure("append []byte(s)", func() { b := append(shortBytes[:0:0], []byte(long)...); bytesSink = b })
	measure("copy []byte(s)", func() { copy(longBytes, []byte(long)) })
	measure("string(rune) local", func() { s := string(rune(id(0x4e16))); intSink = len(s) })
	measure("string(rune) escape", func() { strSink = string(rune(id(0x4e16))) })
	measure("string(rune) ascii", func() { strSink = string(rune(id('a'))) })
	measure("string(rune) concat", func() { strSink = short + string(rune(id('a'))) })
	measure("string(byte) concat", func() { s := short + string(rune(byte(id('a')))); intSink = len(s) })
	measure("string(runes) escape", func() { strSink = string(runes) })
	measure("string(runes) one", func() { strSink = string(runes[:1]) })
	measure("string(runes) local", func() { s := string(runes); intSink = len(s) })
	measure("string(runes) cmp", func() { boolSink = string(runes) == "abc" })
	measure("[]rune local", func() { r := []rune(short); intSink = len(r) })
	measure("[]rune local idx", func() { r := []rune(short); intSink = int(r[1]) })
	measure("[]rune local long", func() { r := []rune(long); intSink = int(r[1]) })
	measure("range []rune", func() {
		for _, r := range []rune(long) {
			intSink += int(r)
		}
	})
	measure("len []rune", func() { intSink = len([]rune(long)) })
	measure("len []rune var", func() { r := []rune(long); intSink = len(r) })
	measure("struct key cmp", func() { boolSink = struct{ s string }{string(longBytes)} == struct{ s string }{long} })
}

type big struct{ a, b, c, d, e, f int }
type nested struct {
	p pair
	s string
	a [2]int8
}
type withAny struct {
	v any
	n int
}
type withPtr struct {
	p *int
	n int
}
type withSlice struct {
	s []int
	n int
}
type floats struct {
	f float64
	g float32
	b bool
	c complex128
}

func mk() pair   { return pair{1, 2} }
func mkAny() any { return pair{1, 2} }

const five = 5

//go:noinline
func set(x any) { anySink = x }

func inl(x any)   { anySink = x }
func inlp(x pair) { anySink = x }

func literals() {
	gl := 7
	measure("struct", func() { anySink = pair{1, 2} })
	measure("struct zero", func() { anySink = pair{} })
	measure("struct zero expl", func() { anySink = pair{0, 0} })
	measure("struct part", func() { anySink = pair{x: five} })
	measure("struct one str", func() { anySink = valErr{"a"} })
	measure("struct big", func() { anySink = big{1, 2, 3, 4, 5, 6} })
	measure("struct big zero", func() { anySink = big{} })
	measure("big arr zero", func() { anySink = [200]int{} })
	measure("big arr zero2", func() { anySink = [100]int{} })
	measure("big arr", func() { anySink = [200]int{5: 1} })
	measure("nested", func() { anySink = nested{pair{1, 2}, "x", [2]int8{1, 2}} })
	measure("nested dyn", func() { anySink = nested{pair{id(1), 2}, "x", [2]int8{1, 2}} })
	measure("withAny nil", func() { anySink = withAny{nil, 1} })
	measure("withAny", func() { anySink = withAny{1, 1} })
	measure("withAny str", func() { anySink = withAny{"s", 1} })
	measure("withPtr nil", func() { anySink = withPtr{nil, 1} })
	measure("withSlice nil", func() { anySink = withSlice{nil, 1} })
	measure("withSlice lit", func() { anySink = withSlice{[]int{1, 2}, 1} })
	measure("slice lit", func() { anySink = []int{1, 2} })
	measure("slice zero", func() { anySink = []int(nil) })
	measure("withFunc", func() {
		anySink = struct {
			f func()
			n int
		}{main, 1}
	})
	measure("withAddr", func() { anySink = withPtr{&intSink, 1} })
	measure("flt", func() { anySink = floats{1.5, 2.5, true, 1 + 2i} })
	measure("arr1", func() { anySink = [1]int{500} })
	measure("arr3", func() { anySink = [3]int{1, 2, 3} })
	measure("arr3str", func() { anySink = [3]string{"a", "b"} })
	measure("struct one int", func() { anySink = struct{ x int }{500} })
	measure("var static", func() { p := pair{1, 2}; anySink = p })
	measure("var reassigned", func() { p := pair{1, 2}; p = pair{3, 4}; anySink = p })
	measure("var field assigned", func() { p := pair{1, 2}; p.x = 3; anySink = p })
	measure("var zero", func() { var p pair; anySink = p })
	measure("var const int", func() { p := 1000; anySink = p })
	measure("var const str", func() { p := "abc"; anySink = p })
	measure("inlined any", func() { inl(pair{1, 2}) })
	measure("inlined pair", func() { inlp(pair{1, 2}) })
	measure("inlined ret", func() { anySink = mk() })
	measure("inlined ret any", func() { anySink = mkAny() })
	measure("arg", func() { set(pair{1, 2}) })
	measure("captured", func() { anySink = gl })
	measure("captured big", func() { g := gl + 1000; anySink = g })
	measure("conv named", func() { type q pair; anySink = q(pair{1, 2}) })
	measure("cmp", func() { boolSink = anySink == any(pair{1, 2}) })
	measure("in slice", func() { s := []any{1, "a", pair{1, 2}, 2.5, true, 'x'}; intSink = len(s) })
	measure("in slice esc", func() { anySink = []any{1, "a", pair{1, 2}, 2.5, true, 'x'} })
}

func main() {
	boxes()
	texts()
	literals()
}
