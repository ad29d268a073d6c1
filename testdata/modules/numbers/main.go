// Features of Go 1.9, 1.13 and 1.14.
package main

type A = int

type I interface{ M() }
type J interface{ M() }
type K interface {
	I
	J
}

func main() {
	var k int
	_ = 1 << k
	_ = 1_000
	_ = 0b11
	_ = 0o17
	_ = 0x1p4
	_ = 0x1_0
	_ = 1_0i
	println("all there")
}
