// Values that print by their own methods.
package main

import (
	"errors"
	"fmt"
)

type color int

func (c color) String() string { return [...]string{"red", "green", "blue"}[c] }

type temperature float64

func (t temperature) String() string { return fmt.Sprintf("%.1f°C", float64(t)) }

type pointer struct{ name string }

func (p *pointer) String() string { return "pointer:" + p.name }

type valued struct{ name string }

func (v valued) String() string { return "valued:" + v.name }

type failing struct{}

func (failing) Error() string { return "failed" }

func (failing) String() string { return "not this" }

type goString struct{ a int }

func (goString) GoString() string { return "goString!" }

type panicking struct{ with interface{} }

func (p panicking) String() string { panic(p.with) }

type formatter struct{}

func (formatter) Format(s fmt.State, verb rune) {
	w, hasW := s.Width()
	p, hasP := s.Precision()
	fmt.Fprintf(s, "<%c", verb)
	if hasW {
		fmt.Fprintf(s, " width %d", w)
	}
	if hasP {
		fmt.Fprintf(s, " precision %d", p)
	}
	for _, c := range "+-# 0" {
		if s.Flag(int(c)) {
			fmt.Fprintf(s, " %c", c)
		}
	}
	s.Write([]byte(">"))
}

type panickingFormatter struct{}

func (panickingFormatter) Format(s fmt.State, verb rune) {
	s.Write([]byte("before "))
	panic("in Format")
}

type embedded struct {
	valued
	N int
}

type hidden struct {
	c color
	C color
	e error
	v interface{}
}

type names []string

func (n names) String() string { return fmt.Sprint(len(n), " names") }

type wrongString struct{}

func (wrongString) String(x int) string { return "never" }

type small struct{ p *int }

func (s small) String() string { return "small" }

func main() {
	fmt.Println(color(1), []color{0, 2}, [1]color{1}, struct{ C color }{2}, &struct{ C color }{2})
	fmt.Printf("%v %s %d %x %q %+v %#v %T %5v| %-7s|\n", color(1), color(1), color(1), color(1), color(1), color(1), color(1), color(1), color(0), color(2))
	fmt.Println(temperature(36.6), []temperature{1, 2})
	fmt.Printf("%v %.2f %5.1v\n", temperature(1), temperature(1), temperature(1))
	fmt.Println(&pointer{"a"}, pointer{"b"}, []*pointer{{"c"}}[0], []pointer{{"d"}})
	var none *pointer
	var noValue *valued
	fmt.Println(none == nil, noValue)
	fmt.Printf("%v %s %+v %d\n", noValue, noValue, noValue, noValue)
	fmt.Printf("%v %s\n", none, none)
	fmt.Println(valued{"v"}, &valued{"w"}, []valued{{"x"}}, []*valued{nil}, struct{ V *valued }{})
	fmt.Println(failing{}, error(failing{}), []interface{}{failing{}, color(0)})
	fmt.Printf("%v %+v %#v %d %s %x\n", failing{}, failing{}, failing{}, failing{}, failing{}, failing{})
	fmt.Printf("%v %#v %#v %#v\n", goString{1}, goString{1}, []goString{{1}}, struct{ G goString }{})
	for _, with := range []interface{}{"text", 42, errors.New("error"), color(1), nil, panicking{"again"}} {
		if with == nil {
			continue
		}
		if _, nested := with.(panicking); nested {
			func() {
				defer func() { fmt.Println("recovered:", recover()) }()
				fmt.Println(panicking{with})
			}()
			continue
		}
		fmt.Printf("%v|%s|%d|%+v|%6v\n", panicking{with}, panicking{with}, panicking{1}, panicking{with}, panicking{with})
	}
	fmt.Println(color(7))
	fmt.Println([]interface{}{panicking{"a"}, 1, panicking{"b"}})
	fmt.Printf("%v %+v %#v %d %8.3f %-+# 05x %s\n", formatter{}, formatter{}, formatter{}, formatter{}, formatter{}, formatter{}, []formatter{{}, {}})
	fmt.Println(formatter{}, &formatter{})
	fmt.Printf("%v %d|\n", panickingFormatter{}, panickingFormatter{})
	fmt.Println(embedded{valued{"e"}, 1}, &embedded{valued{"e"}, 1})
	fmt.Printf("%+v %#v\n", embedded{valued{"e"}, 1}, embedded{valued{"e"}, 1})
	fmt.Println(hidden{1, 1, failing{}, color(2)})
	fmt.Printf("%+v %d %s\n", hidden{1, 1, failing{}, color(2)}, hidden{c: 1}, hidden{})
	fmt.Println(names{"a", "b"}, wrongString{}, names(nil))
	fmt.Println(small{nil}, []small{{nil}}, struct{ S small }{})
	fmt.Printf("%q %x %X\n", []color{0, 1}, color(0), valued{"z"})
	fmt.Printf("%s %v\n", []error{failing{}, nil}, [2]fmt.Stringer{color(1)})
	fmt.Printf("%!|%d|%v\n", color(1), color(2))
	fmt.Printf("%w %z\n", failing{}, color(1))
	var s fmt.Stringer = color(2)
	fmt.Println(s, fmt.Sprint(s), fmt.Sprintf("%s", s), fmt.Sprintln(s, s))
	fmt.Printf("%[1]v %[1]d %[1]T\n", s)
	func() {
		defer func() { fmt.Println("recovered:", recover()) }()
		panic(fmt.Sprintf("%v", color(1)))
	}()
}
