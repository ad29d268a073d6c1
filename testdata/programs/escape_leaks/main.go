package main

import (
	"fmt"
	"strings"
)

type node struct {
	name string
	data []byte
	next *node
	val  any
	f    func() string
}

type pair struct{ a, b string }

var (
	gs   string
	gb   []byte
	ga   any
	gn   *node
	gp   *int
	gf   func() int
	gsl  []string
	garr [4]string
	gpp  **int
)

func clobber(n int) int {
	var a [200]int
	for i := range a {
		a[i] = n * 0x01010101
	}
	s := 0
	for _, v := range a {
		s += v
	}
	if n > 0 {
		return s + clobber(n-1)
	}
	return s
}

func oneRune(r rune) string             { s := ""; s += string(r); return s }
func oneBytes(b []byte) string          { return "" + string(b) }
func viaVar(b []byte) string            { s := string(b); t := s; return t[1:] }
func viaStruct(b []byte) pair           { return pair{string(b), "x" + string(b)} }
func viaSlice(b []byte) []string        { return []string{string(b), string(b[1:])} }
func viaArr(b []byte) (r [2]string)     { r[1] = string(b); return }
func viaAny(b []byte) any               { return string(b) }
func viaClosure(b []byte) func() string { s := string(b); return func() string { return s } }
func viaPtr(b []byte) *string           { s := string(b); return &s }
func viaTrim(b []byte) string           { return strings.TrimSpace(string(b)) }
func viaSplit(b []byte) []string        { return strings.Split(string(b), ",") }
func viaNode(b []byte) *node            { n := node{name: string(b), data: []byte(string(b))}; return &n }
func viaGlobal(b []byte)                { gs = string(b); gb = []byte(gs); ga = gs; garr[2] = string(b) }
func viaDefer(b []byte) (s string)      { defer func() { s = string(b) + s }(); return string(b) }
func viaParam(s string) string          { return s }
func viaParam2(b []byte) string         { return viaParam(string(b)) }
func viaMax(b []byte) string            { return max(string(b), "a") }
func viaSwitch(b []byte) string {
	switch s := string(b); s {
	case "zzz":
		return "no"
	default:
		return s
	}
}
func viaIface(b []byte) (s fmt.Stringer) { return str(string(b)) }
func viaAppend(b []byte) (out []string) {
	for i := range b {
		out = append(out, string(b[i:]))
	}
	return
}
func viaMulti(b []byte) (string, []byte, []rune) { s := string(b); return s, []byte(s), []rune(s) }
func viaLoop(b []byte) string {
	best := ""
	for i := 0; i < len(b); i++ {
		if s := string(b[i:]); s > best {
			best = s
		}
	}
	return best
}
func viaSelf(n *node, b []byte) {
	n.name = string(b)
	n.val = string(b[:2])
	n.f = func() string { return n.name + string(b) }
}
func viaChan(ps []*pair, b []byte) { ps[0].a = string(b); *ps[1] = pair{string(b), ""} }
func viaRange(b []byte) (r []*string) {
	for _, s := range []string{string(b), string(b[1:])} {
		r = append(r, &s)
	}
	return
}
func viaMethod(b []byte) func() string { return str(string(b)).String }
func viaBytes(s string) []byte         { b := []byte(s); b[0] = 'Z'; return b }
func viaBytesSlice(s string) []byte    { return []byte(s)[1:3] }
func viaRunes(s string) []rune         { r := []rune(s); return r[:2] }
func viaAppendBytes(s string) []byte   { return append([]byte(s), '!') }
func viaAppendLocal(s string) []byte   { var b []byte; b = append(b, s...); return b }
func viaMakeSlice() []int              { s := make([]int, 4); s[1] = 7; return s[:2] }
func viaLit() []int                    { s := [4]int{1, 2, 3, 4}; return s[1:3] }
func viaLitPtr() *[3]int               { a := [3]int{4, 5, 6}; p := &a; return p }
func viaField() *int                   { n := struct{ x, y int }{1, 2}; return &n.y }
func viaElem() *int                    { s := []int{1, 2, 3}; return &s[1] }
func viaDouble() **int                 { x := 5; p := &x; return &p }
func viaCond(c bool) *int {
	x, y := 1, 2
	p := &x
	if c {
		p = &y
	}
	return p
}
func viaStore(pp **int) { x := 77; *pp = &x }
func viaStore2(n *node) { m := node{name: "inner"}; n.next = &m; m.next = n }
func viaLoopVar() (ps []*int) {
	for i := 0; i < 3; i++ {
		ps = append(ps, &i)
	}
	return
}
func viaClosureVar() (func() int, func()) { x := 10; return func() int { return x }, func() { x++ } }
func viaClosurePtr() func() *int          { x := 3; return func() *int { return &x } }
func viaVariadic(xs ...string) []string   { return xs }
func viaVariadicAny(xs ...any) any        { return xs[0] }
func viaNested() func() func() string {
	s := string([]byte{'n', 'e'})
	return func() func() string {
		t := s + string(rune('s'))
		return func() string { return s + t }
	}
}
func viaCopy(b []byte) [3]string  { var a [3]string; copy(a[:], []string{string(b), "q"}); return a }
func viaConvArr(s string) [4]byte { return [4]byte([]byte(s)) }
func viaRecover() (r any) {
	defer func() { r = recover() }()
	panic(string([]byte("panic value")))
}
func viaErr(b []byte) error { return fmt.Errorf("err %s %v", string(b), []byte(string(b))) }

type str string

func (s str) String() string { return "<" + string(s) + ">" }

func main() {
	b := []byte("hello, wörld")
	s1, s2, s3 := oneRune('é'), oneBytes(b), viaVar(b)
	p1, l1, a1, y1, c1, q1 := viaStruct(b), viaSlice(b), viaArr(b), viaAny(b), viaClosure(b), viaPtr(b)
	t1, sp, n1 := viaTrim(b), viaSplit(b), viaNode(b)
	viaGlobal(b)
	d1, v2, m1, w1, i1, ap := viaDefer(b), viaParam2(b), viaMax(b), viaSwitch(b), viaIface(b), viaAppend(b[8:])
	x1, x2, x3 := viaMulti(b)
	lo := viaLoop(b)
	n := &node{}
	viaSelf(n, b)
	ps := []*pair{{}, {}}
	viaChan(ps, b)
	rg, me := viaRange(b), viaMethod(b)
	bb, bs, rs, ab, al := viaBytes("abc"), viaBytesSlice("abcdef"), viaRunes("日本語"), viaAppendBytes("short"), viaAppendLocal("local")
	ms, li, lp, fi, el, db := viaMakeSlice(), viaLit(), viaLitPtr(), viaField(), viaElem(), viaDouble()
	ct, cf := viaCond(true), viaCond(false)
	var st *int
	viaStore(&st)
	viaStore2(n)
	lv := viaLoopVar()
	get, inc := viaClosureVar()
	cp := viaClosurePtr()
	va := viaVariadic(string(b[:1]), string(b[1:2]))
	vy := viaVariadicAny(string(b[:3]), 2)
	ne := viaNested()()
	co, ca, re, er := viaCopy(b), viaConvArr("wxyz"), viaRecover(), viaErr(b[:3])
	copy(b, "XXXXXXXXXXXXXXX")
	clobber(20)
	inc()
	inc()
	fmt.Println(s1, s2, s3, p1, l1, a1, y1, c1(), *q1)
	fmt.Println(t1, sp, n1.name, string(n1.data), gs, string(gb), ga, garr)
	fmt.Println(d1, v2, m1, w1, i1, ap, x1, string(x2), string(x3), lo)
	fmt.Println(n.name, n.val, n.f(), *ps[0], *ps[1], *rg[0], *rg[1], me())
	fmt.Println(string(bb), string(bs), string(rs), string(ab), string(al), ms, li, *lp, *fi, *el, **db, *ct, *cf, *st)
	fmt.Println(n.next.name, n.next.next == n, *lv[0], *lv[2], get(), *cp(), va, vy, ne(), co, string(ca[:]), re, er)
	out := ""
	for i := 0; i < 5; i++ {
		out += string(rune('a' + i))
		if i%2 == 0 {
			out = out + string([]byte{byte('0' + i)})
		}
	}
	acc := []string{}
	cur := ""
	for _, r := range "one two  three" {
		if r == ' ' {
			acc = append(acc, cur)
			cur = ""
			continue
		}
		cur += string(r)
	}
	acc = append(acc, cur)
	clobber(5)
	fmt.Println(out, acc, len(acc))
}
