// Constants as []rune are literals: they have no more room than for what they hold.
package main

const c = "héllo"

type R []rune
type S string

var keep []rune

//go:noinline
func a() {
	g := []rune("abc")
	println("a", len(g), cap(g), g[1])
	h := []rune(c)
	println("a", len(h), cap(h), h[1])
	i := R(S("xy"))
	println("a", len(i), cap(i))
	j := []rune("")
	println("a", len(j), cap(j), j == nil)
	k := []rune("a\xff\u4e16")
	println("a", len(k), cap(k), k[1], k[2])
	keep = []rune("abc")
	println("a", len(keep), cap(keep))
	s := "abc"
	l := []rune(s)
	println("a", len(l), cap(l))
	for i, r := range []rune("ab") {
		println(i, r)
	}
	println(len([]rune("abc")), string([]rune("abc")))
	m := append([]rune("abc"), 'd')
	println(len(m), cap(m))
	n := []byte("abc")
	n = append(n, 'd')
	println(len(n), cap(n))
	big := []rune("aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd")
	println(len(big), cap(big))
}

func main() { a() }
