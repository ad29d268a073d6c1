package main

import (
	"errors"
	"fmt"
)

type inner struct {
	A int
	B string
	c []byte
}
type outer struct {
	inner
	P   *inner
	I   any
	E   error
	F   func()
	S   []inner
	Arr [2]inner
	N   nested
	St  str
	Err *perr
	B   bool
	R   rune
	U   uintptr
	Fl  float64
	C   complex64
}
type nested struct {
	X struct{ Y, z int }
	M []any
}
type str string

func (s str) String() string { return "<" + string(s) + ">" }

type perr struct{ code int }

func (p *perr) Error() string { return fmt.Sprint("perr", p.code) }

type gostr int

func (g gostr) GoString() string { return "gostr!" }

type ptrStr struct{ v int }

func (p *ptrStr) String() string { return fmt.Sprint("ps", p.v) }

type form struct{}

func (form) Format(s fmt.State, verb rune) {
	w, wok := s.Width()
	p, pok := s.Precision()
	fmt.Fprintf(s, "[%c %v%v %v%v %v%v%v]", verb, w, wok, p, pok, s.Flag('+'), s.Flag('-'), s.Flag('#'))
}

type panicky struct{}

func (panicky) String() string { panic("oops") }

type nilRecv struct{}

func (*nilRecv) String() string { var p *int; return fmt.Sprint(*p) }

type bytesT []byte
type intT int
type boolT bool
type rec struct {
	v    int
	next *rec
}

func show(x any) {
	fmt.Printf("%v | %+v | %#v | %T\n", x, x, x, x)
}

func main() {
	in := inner{1, "b", []byte("hi")}
	show(in)
	show([]inner{in})
	show([]any{1, "a", nil, 2.5, in, []int(nil), error(nil)})
	show(struct {
		A any
		B error
		C []int
		D *int
	}{})
	o := outer{inner: in, I: 5, E: errors.New("e"), S: []inner{{}}, St: "s", R: 'x', Fl: 1.5, C: 1i}
	fmt.Printf("%v\n%+v\n", o, o)
	show(str("x"))
	show([]str{"a", "b"})
	show(struct{ S str }{"q"})
	show(struct{ s str }{"q"})
	show(&struct{ S str }{"q"})
	show([2]bool{true})
	show(&[]int{1})
	show(&[2]string{"a"})
	show(gostr(3))
	show([]gostr{1})
	show(ptrStr{1})
	fmt.Printf("%v %+v %s %d\n", &ptrStr{2}, &ptrStr{3}, &ptrStr{4}, &ptrStr{5})
	fmt.Println([]ptrStr{{1}}, struct{ p ptrStr }{})
	show(form{})
	fmt.Printf("%5.2x|%-3d|%+s|%#q\n", form{}, form{}, form{}, form{})
	show(panicky{})
	var np *nilRecv
	show(np)
	var npe *perr
	fmt.Printf("%v %s %d\n", npe == nil, error(nil), nil)
	show(bytesT("hey"))
	show([]byte("hey"))
	show([3]byte{1, 2, 3})
	show(intT(7))
	show(boolT(true))
	show([]intT{1, 2})
	show(1 + 2i)
	show(complex64(1i))
	show(uint8(200))
	show(uintptr(10))
	show('x')
	show("q\"uo\nte`")
	show(int64(-5))
	show(1e100)
	show(float32(0.1))
	show([]float64{1, 2.5, 1e21})
	show([]string{"a b", ""})
	show([][]int{{1}, {2, 3}, nil})
	fmt.Printf("%v %+v %T\n", []error{errors.New("x"), nil}, []error{nil}, []error{})
	show(struct{}{})
	show([0]int{})
	show([]struct{ X, Y int }{{1, 2}})
	show(nil)
	fmt.Println(fmt.Errorf("w %w", errors.New("in")))
	r := rec{1, nil}
	show(r)
	fmt.Printf("%s|%q|%x|%X|% x|%#x|% #x\n", in, in, in, in, in.c, in.c, in.c)
	fmt.Printf("%d|%o|%b|%c|%U|%e|%t\n", in, in, in, in, in, in, in)
	fmt.Printf("%s %s %s\n", []string{"a"}, []byte("b"), [2]str{"c", "d"})
	fmt.Printf("%q %q %q %#q\n", []string{"a"}, []byte("b"), 'c', "d`e")
	fmt.Printf("%x %X %x %x\n", "hello", []byte("hello"), []string{"ab", "c"}, 3.5)
	fmt.Printf("%6.2f|%-8s|%08d|%+d|% d|%x|%#o|%#b\n", 3.14159, "ab", -42, 5, 7, -255, 8, 5)
	fmt.Printf("%*d|%-*d|%.*f|%[2]d %[1]d|%[3]*.[2]*[1]f|\n", 5, 42, 5, 42, 2, 3.14159)
	fmt.Printf("%!|%z|%d %d|%s\n", 1, 2)
	fmt.Printf("%d %s\n", "str", 5)
	fmt.Printf("extra\n", 1, "x", nil)
	fmt.Printf("%[5]d %[0]d %[x]d\n", 1)
	fmt.Printf("%t %t %v\n", true, 1, false)
	fmt.Printf("%c %c %q %U %#U\n", 65, 0x4E16, 0x1F600, 0x1F600, 'ä')
	fmt.Printf("%10.3v|%-10v|%+.2e|%g|%G\n", 3.14159, "x", 12345.678, 1e-7, 1e-7)
	fmt.Printf("%5t|%-7t|%q\n", true, false, `a"b`)
	fmt.Printf("%v %v\n", &in == nil, &o.S != nil)
	fmt.Printf("%6d|%-6d|%06d|%x\n", []int{1, 22}, [2]int{3, 4}, []int{-5}, []int{255, 16})
	fmt.Printf("%v %d %s\n", [2][]string{{"a"}, nil}, []any{1, "x"}, []any{1, "x", nil})
	fmt.Printf("%08.3f|%+08.3f|%-8.3f|% .3f\n", 3.14159, 3.14159, 3.14159, 3.14159)
	fmt.Printf("%.3s|%.10s|%5.1s|%.0s|\n", "héllo", "hé", "xyz", "abc")
	fmt.Printf("%p %v\n", nil, (*int)(nil))
	fmt.Printf("%#v %#v %#v %#v\n", []any{nil, 1, "a"}, struct{ A any }{}, (*int)(nil), []*int{nil})
	fmt.Printf("%#v %#v %#v %#v %#v\n", int8(1), uint8(1), 'a', 1.0, "x")
	fmt.Printf("%+q %#x %#X % X\n", "héé", "hi", "hi", "hi")
	fmt.Println(fmt.Sprint("a", 1, 2, "b", "c", 3.0, nil, nil), fmt.Sprintln("x", 1))
}
