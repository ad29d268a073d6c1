// Code that constants show never to run: what it does with a slice does not make the slice escape, and it costs an inlined
// function nothing.
package main

const (
	debug = false
	on    = true
	level = 3
)

var kept []int
var flag bool

func keep(s []int) bool {
	kept = s
	return true
}

func branch(s []int) {
	if debug {
		kept = s
	}
	if !on {
		keep(s)
	} else if flag && debug {
		kept = s
	}
	if on || flag {
		println("on")
	} else {
		kept = s
	}
}

func condition(s []int) {
	if debug && keep(s) {
		println("no")
	}
	_ = on || len(s) == 1
}

func evaluated(s []int) {
	if keep(s) && debug {
		println("no")
	}
}

func not(s []int) {
	if !(debug && flag) {
		println("not")
	} else {
		kept = s
	}
}

func behind(s []int) int {
	if on {
		return len(s)
	}
	kept = s
	return 0
}

func returned(s []int) int {
	return len(s)
	kept = s
	return 0
}

func ended(s []int) {
	if flag {
		panic("no")
	} else {
		return
	}
	kept = s
}

func jumped(s []int) {
	goto end
	kept = s
end:
	println("end")
}

func label(s []int) {
	i := 0
	goto begin
	kept = s[:0]
begin:
	i++
	if i < 3 {
		goto begin
	}
	println("label", i)
}

func loop(s []int) {
	for debug {
		kept = s
	}
	for i := 0; i < 3 && !on; i++ {
		kept = s
	}
	for i := 0; on && i < 1; i++ {
		println("round", i)
	}
}

func chosen(s []int) {
	switch level {
	case 1, 2:
		kept = s
	case 3:
		if len(s) == 0 {
			break
		}
		println("three")
	case 4:
		kept = s
	default:
		kept = s
	}
	switch {
	case debug:
		kept = s
	}
	switch "b" {
	case "a":
		kept = s
	default:
		println("default")
	}
	switch n := len(s); on {
	case false:
		kept = s
	case true:
		println("true", n)
	}
}

func falls(s []int) {
	switch level {
	case 3:
		println("falls")
		fallthrough
	case 4:
		println("through")
	default:
		kept = s
	}
}

func unsure(s []int) {
	switch level {
	case len(s):
		println("length")
	case 3:
		println("three")
	default:
		kept = s
	}
}

func big(s []int) []int {
	if debug {
		println(s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s)
		println(s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s)
	}
	switch level {
	case 1:
		println(s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s)
		println(s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s)
	}
	s = append(s, 1)
	return s
}

func early(n int) (s []int) {
	if n > level && debug {
		s = make([]int, 9)
	}
	for i := 0; i < n; i++ {
		s = append(s, i)
		if on {
			continue
		}
		kept = s
	}
	return
}

func main() {
	for at, f := range []func([]int){branch, condition, evaluated, not, ended, jumped, label, loop, chosen, falls, unsure} {
		kept = nil
		f(make([]int, 1))
		println(at, kept == nil)
	}
	{
		var s []int
		s = append(s, 1)
		branch(s)
		println("branch", cap(s))
	}
	{
		var s []int
		s = append(s, 1)
		condition(s)
		println("condition", cap(s))
	}
	{
		var s []int
		s = append(s, 1)
		evaluated(s)
		println("evaluated", cap(s))
	}
	{
		var s []int
		s = append(s, 1)
		not(s)
		println("not", cap(s))
	}
	{
		var s []int
		s = append(s, 1)
		println("behind", behind(s), cap(s))
	}
	{
		var s []int
		s = append(s, 1)
		println("returned", returned(s), cap(s))
	}
	{
		var s []int
		s = append(s, 1)
		ended(s)
		jumped(s)
		label(s)
		println("jumped", cap(s))
	}
	{
		var s []int
		s = append(s, 1)
		loop(s)
		println("loop", cap(s))
	}
	{
		var s []int
		s = append(s, 1)
		chosen(s)
		println("chosen", cap(s))
	}
	{
		var s []int
		s = append(s, 1)
		falls(s)
		println("falls", cap(s))
	}
	{
		var s []int
		s = append(s, 1)
		unsure(s)
		println("unsure", cap(s))
	}
	println("big", cap(big(nil)), cap(early(3)))
}
