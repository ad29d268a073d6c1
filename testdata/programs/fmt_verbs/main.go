// All verbs and flags of package fmt for values of all kinds.
package main

import (
	"fmt"
	"math"
	"unsafe"
)

type (
	boolean  bool
	integer  int
	unsigned uint8
	text     string
	float    float32
	list     []int
	raw      []byte
	point    struct{ X, Y int }
	mixed    struct {
		A int
		b string
		C *int
		d []byte
		E interface{}
		f interface{}
		G [2]bool
		H func()
		point
		text
	}
	inner struct{ X interface{} }
	outer struct {
		inner
		In *inner
	}
)

func main() {
	n := 7
	_ = n
	values := []interface{}{
		nil, true, false, boolean(true), 0, 1, -1, 42, integer(-42), int8(-128), int16(300), int32('x'), int64(math.MinInt64), uint(7), uint8(255), unsigned(65),
		uint16(65535), uint32(1 << 31), uint64(math.MaxUint64), uintptr(4096), 0x1F600, 0xD800, 0x110000, 0.0, 1.0, -1.5, 3.14159265, 1e6, 1e21, 1e-7, 123456789.0,
		float32(0.1), float(2.5), math.Inf(1), math.Inf(-1), math.NaN(), math.MaxFloat64, 5e-324, math.Copysign(0, -1), 1 + 2i, complex64(-1.5i), complex(math.NaN(), math.Inf(-1)),
		"", "hello", "héllo, 世界", "tab\t\"quote\" `back`", "\xff\x00", text("named"), []byte(nil), []byte{}, []byte("bytes"), raw("raw"), [3]byte{1, 2, 3},
		[]int(nil), []int{}, []int{1, -2, 3}, list{4, 5}, [2]int{6, 7}, []string{"a", "b c"}, []bool{true}, []float64{1.5, 2}, []interface{}{1, "a", nil, 2.5, []int{1}},
		[][]int{{1}, {2, 3}, nil}, [0]int{}, []rune("hé"), []uint8{1}, []unsigned{65, 66}, []error{nil}, [][]byte{[]byte("ab")},
		struct{}{}, point{1, -2}, &point{3, 4}, (*point)(nil), mixed{A: 1, b: "b", d: []byte("d"), E: point{1, 2}, f: "f"}, &[]int{1, 2}, &[2]string{"x", "y"},
		outer{inner{1}, nil}, []point{{1, 2}}, []*point{nil}, struct {
			A interface{}
			B error
		}{}, struct{ p unsafe.Pointer }{}, (func())(nil), (*int)(nil), unsafe.Pointer(nil), error(nil),
		[]struct{ s, t string }{{"a", "b"}}, struct{ a, b interface{} }{nil, 1}, [1][1]string{{"z"}},
	}
	verbs := []string{"%v", "%+v", "%#v", "%T", "%t", "%d", "%b", "%o", "%O", "%x", "%X", "%c", "%q", "%U", "%e", "%E", "%f", "%F", "%g", "%G", "%s", "%z",
		"%5v", "%-5v|", "%05d", "%-05d|", "%+d", "% d", "%#x", "%#X", "% x", "% #x", "%#o", "%#b", "%#q", "%+q", "%#U", "%+.3e", "%8.3f", "%-8.3f|", "%08.3f", "%+08.3f", "% .2f", "%.0f",
		"%#.3g", "%#g", "%.3g", "%.10g", "%.2s", "%.2q", "%8.2s|", "%-8q|", "%08q", "%.3x", "%6.2d", "%.0d", "%06d", "%x|%X", "%20v", "%-20v|", "%#20v", "%+.2v", "%6T|"}
	for i, v := range values {
		for _, verb := range verbs {
			if i > 80 && len(verb) > 4 {
				continue
			}
			fmt.Printf(verb, v)
			fmt.Print(" ¦ ")
		}
		fmt.Println()
	}

	fmt.Println("--- directives")
	fmt.Printf("%d %d %d\n", 1, 2)
	fmt.Printf("%d\n", 1, 2, "x", nil)
	fmt.Printf("%")
	fmt.Println()
	fmt.Printf("100%%|%5%|%-5%|%z|%!|%", 1, 2)
	fmt.Println()
	fmt.Printf("%[2]d %[1]d %d|%[3]d|%[0]d|%[x]d|%[1]|%[]d\n", 1, 2)
	fmt.Printf("%[2]*[1]d|%-*d|%*d|%.*f|%[3]*.[2]*[1]f\n", 1, 5, 6.5, 4, 2, 3.5)
	fmt.Printf("%[3]*.[2]*[1]f|%[5]v\n", 12.0, 2, 6)
	fmt.Printf("%*d|%*d|%.*d|%.*d\n", -5, 1, "x", 2, -1, 3, 10000000, 4)
	fmt.Printf("%[1]3d|%[1].3d|%3[1]d\n", 5)
	fmt.Printf("%99999999999d|%.99999999999d\n", 1, 2)
	fmt.Printf("%+-5d|%- 5d|%0-5d|%+ d|%# -x\n", 1, 2, 3, 4, "a")
	fmt.Printf("%ß %世\n", 1, 2)
	fmt.Printf("no args %d\n")
	fmt.Printf("%v %v\n", []interface{}{fmt.Sprint("a", "b", 1, 2, "c")}, fmt.Sprintln("x", 1, true))
	fmt.Printf("%!d(string=hi)\n")
	fmt.Print("a", "b", 1, 2, true, "c", nil, 'x', "\n")
	fmt.Print(1, 2, "\n")
	fmt.Print()
	fmt.Println()
	fmt.Println("a", 1, nil, []string{}, struct{ X int }{1})
	count, err := fmt.Println("four")
	fmt.Println(count, err)
	fmt.Println(string(fmt.Appendf([]byte("x="), "%d", 1)), string(fmt.Append(nil, 1, 2)), string(fmt.Appendln(nil, "z")))
	fmt.Println(int8(1), uint8(2), 'c', "s", 1.0, float32(1.1), 1e100, 100000.0, 1000000.0, 0.00001, 2+0i)
	p := &n
	fmt.Println(fmt.Sprintf("%p", p) == fmt.Sprintf("%v", p), fmt.Sprintf("%#p", p) == fmt.Sprintf("%x", p), len(fmt.Sprintf("%p", p)) > 3)
	s := []int{1}
	fmt.Println(fmt.Sprintf("%p", s) == fmt.Sprintf("%p", &s[0]), fmt.Sprintf("%p", 1), fmt.Sprintf("%p", []int(nil)), fmt.Sprintf("%p", (func())(nil)))
	fmt.Printf("%d %s %v\n", &struct{ p *int }{}, &[]string{"a"}, &point{})
	fmt.Printf("%v %v\n", &s, &p == nil)
	fmt.Printf("%6d|%-6d|%06d|%x\n", []int{1, 23}, [2]int8{1, 2}, []int{-1}, []string{"ab", "c"})
	fmt.Printf("%s|%v|%d|%q|%x\n", raw("ab"), raw("ab"), raw("ab"), raw("ab"), raw("ab"))
	fmt.Printf("%#v %#v %#v %#v\n", raw("ab"), []byte("ab"), [2]byte{1, 2}, struct{ B []byte }{[]byte("q")})
	fmt.Printf("%t %t\n", true, "x")
	fmt.Printf("%08b|%o|%#o|%x|%X|%#x\n", 5, 64, 64, -255, 255, "hi")
	fmt.Printf("%10.3v|%-10.3v|%10.2v\n", 3.14159, "abcdef", []float64{1.234})
	fmt.Printf("%x %X %#x %x\n", 1.5, -2.25, 1.0, float32(0.1))
	fmt.Printf("%s %s\n", error(nil), []interface{}{nil, "x"})
}
