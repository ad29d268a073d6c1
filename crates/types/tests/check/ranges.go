package main

type Bool bool

func seq0(yield func() bool)          {}
func seq1(yield func(int) bool)       {}
func seq2(yield func(int, string) bool) {}
func bad1(yield func(int))            {}
func bad2()                           {}
func bad3(yield func(int) bool) int   { return 0 }

func main() {
	var s []int
	var str string
	var a [3]string
	var p *[3]string
	var f float64
	var x int
	var b byte
	for range s {
	}
	for i := range s {
	}
	for i, v := range s {
		_ = i
	}
	for i, v, w := range s {
	}
	for _, _ = range s {
	}
	for x, b = range s {
	}
	for b = range s {
	}
	for x, str = range a {
	}
	for x, str = range p {
	}
	for x, b = range str {
	}
	for i, r := range "abc" {
		str = r
	}
	for range f {
	}
	for range 10 {
	}
	for i := range 10 {
		str = i
	}
	for i, j := range 10 {
	}
	for b = range 300 {
	}
	for i := range b {
		x = i
	}
	for range 1.5 {
	}
	for range nil {
	}
	for range main {
	}
	for range seq0 {
	}
	for i := range seq0 {
	}
	for i := range seq1 {
		str = i
	}
	for i, j := range seq1 {
	}
	for i, j := range seq2 {
	}
	for range bad1 {
	}
	for range bad2 {
	}
	for range bad3 {
	}
	for i := range undefined {
		_ = i
	}
	for s[0] = range s {
	}
	for x.y = range s {
	}
	for 1 = range s {
	}
}
