package main

import "fmt"

func backward(n int) (s []int) {
	i := 0
loop:
	if i < n {
		s = append(s, i)
		i++
		goto loop
	}
	return
}

// A variable that comes into being anew at each pass.
func fresh() {
	n := 0
	var fs []func() int
again:
	x := n * 10
	y := [3]int{n}
	y[1]++
	x++
	fs = append(fs, func() int { x++; return x + y[1] })
	n++
	if n < 3 {
		goto again
	}
	for _, f := range fs {
		fmt.Print(f(), " ", f(), " ")
	}
	fmt.Println()
}

func zeroed() {
	n := 0
again:
	var x int
	var a [4]int
	var s string
	var p *int
	fmt.Println(x, a, s == "", p == nil)
	x, a[2], s, p = 5, 6, "s", &n
	if n++; n < 3 {
		goto again
	}
}

func forwardOver() {
	for i := 0; i < 4; i++ {
		if i == 1 {
			goto next
		}
		if i == 3 {
			goto done
		}
		fmt.Println("body", i)
	next:
		fmt.Println("next", i)
	}
done:
	fmt.Println("done")
}

func state(input string) string {
	pos := 0
	out := ""
	var c byte
start:
	if pos == len(input) {
		goto end
	}
	c = input[pos]
	pos++
	switch {
	case c >= '0' && c <= '9':
		goto digit
	case c == ' ':
		goto start
	default:
		out += "<" + string(rune(c)) + ">"
		goto start
	}
digit:
	{
		val := int(c - '0')
		for pos < len(input) && input[pos] >= '0' && input[pos] <= '9' {
			val = val*10 + int(input[pos]-'0')
			pos++
			if val > 999 {
				goto overflow
			}
		}
		out += fmt.Sprint("[", val, "]")
	}
	goto start
overflow:
	out += "!"
	goto start
end:
	return out
}

func nestedLoops() {
outer:
	for i := 0; i < 3; i++ {
	middle:
		for j := range [4]int{} {
			for k := 0; ; k++ {
				switch {
				case k == 3:
					continue middle
				case j == 2:
					continue outer
				case i == 2:
					break outer
				case k == 1:
					continue
				}
				if i+j+k == 1 {
					break
				}
				fmt.Print(i, j, k, " ")
			}
			fmt.Print("after ")
		}
	}
	fmt.Println()
sw:
	switch x := 5; {
	case x > 3:
		for {
			if x++; x > 10 {
				break sw
			}
		}
		fmt.Println("not reached")
	}
}

func switches(n int) (s string) {
	switch n {
	case 0:
		s += "zero "
		fallthrough
	case 1:
		s += "one "
		fallthrough
	default:
		s += "default "
		fallthrough
	case 2, 3:
		s += "two-three "
		if n == 3 {
			break
		}
		s += "end "
	case 4:
	case 5, 6, 7, 8, 9, 10, 11:
		s += "many "
	}
	switch {
	}
	switch m := n * 2; m {
	case n + 1:
		s += "n is 1 "
	case 4:
		s += "m is 4 "
	}
	switch m := n; {
	case m > 100:
		s += "big "
	case m > 5:
		s += "medium "
	default:
		s += "small "
	}
	switch true {
	case n%2 == 0:
		s += "even"
	default:
		s += "odd"
	}
	return
}

func strSwitch(s string) int {
	switch s {
	case "":
		return 0
	case "a", "b", "c":
		return 1
	case "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta":
		return 2
	case "x" + "y":
		return 3
	}
	switch {
	case s < "m":
		return 4
	case s[0] == 'z':
		return 5
	default:
		return -1
	}
}

func bigSwitch(x int64) string {
	switch x {
	case -1 << 63:
		return "min"
	case 1<<63 - 1:
		return "max"
	case 0, 1, 2, 3, 4, 5, 6, 7, 8, 9:
		return "digit"
	case 100, 1000, 10000, 100000:
		return "power"
	case -1:
		return "minus"
	}
	return "other"
}

func closures() {
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i += 10; return i })
	}
	for _, f := range fs {
		fmt.Print(f(), " ", f(), " ")
	}
	fs = nil
	for i, j := 0, 10; i < j; i, j = i+1, j-2 {
		fs = append(fs, func() int { i++; return i*100 + j })
		if i == 1 {
			i++
			continue
		}
	}
	for _, f := range fs {
		fmt.Print(f(), " ")
	}
	fs = nil
	for i, v := range []int{7, 8, 9} {
		fs = append(fs, func() int { v++; return i*100 + v })
	}
	for _, f := range fs {
		fmt.Print(f(), " ", f(), " ")
	}
	var ps []*int
	for i := 0; i < 3; i++ {
		ps = append(ps, &i)
		i := i
		defer func() { fmt.Print("d", i, " ") }()
	}
	for _, p := range ps {
		fmt.Print(*p, " ")
	}
	for i := 0; i < 6; i++ {
		func() { i++ }()
		fmt.Print("i", i, " ")
	}
	var last func()
	for i := 0; i < 3; last = func() { fmt.Print("post", i, " ") } {
		i++
	}
	last()
	fmt.Println()
}

func rangeInt() {
	for i := range 3 {
		i *= 2
		fmt.Print(i, " ")
	}
	for range 2 {
		fmt.Print("x ")
	}
	n := 3
	for i := range n {
		n = 100
		fmt.Print(i, " ")
	}
	for i := range uint8(3) {
		fmt.Printf("%T%d ", i, i)
	}
	const c = 2
	for i := range c {
		fmt.Printf("%T%d ", i, i)
	}
	var i8 int8
	for i8 = range 4 {
	}
	fmt.Print(i8, " ")
	for i := range -5 {
		fmt.Print("never", i)
	}
	type my int
	for i := range my(2) {
		fmt.Printf("%T%d ", i, i)
	}
	for i := range 'c' - 'a' {
		fmt.Printf("%T%d ", i, i)
	}
	var fs []func() int
	for i := range 3 {
		fs = append(fs, func() int { i++; return i })
	}
	for _, f := range fs {
		fmt.Print(f(), f(), " ")
	}
	fmt.Println()
	for i := range int64(1)<<40 + 2 {
		if i > 2 {
			break
		}
		fmt.Print(i, " ")
	}
	for i, r := range "aé\xff世" {
		fmt.Print(i, ":", r, " ")
	}
	for i := range "é!" {
		fmt.Print(i, " ")
	}
	for range "abc" {
		fmt.Print(".")
	}
	var np *[3]int
	for i := range np {
		fmt.Print(i)
	}
	for range len(np) {
		fmt.Print("-")
	}
	fmt.Println()
}

func main() {
	fmt.Println(backward(5))
	fresh()
	zeroed()
	forwardOver()
	fmt.Println(state("12 a 345b9999 7"))
	nestedLoops()
	for i := -1; i < 12; i++ {
		fmt.Println(i, switches(i))
	}
	for _, s := range []string{"", "a", "c", "d", "beta", "theta", "xy", "zz", "n"} {
		fmt.Print(strSwitch(s), " ")
	}
	for _, x := range []int64{-1 << 63, 1<<63 - 1, 5, 10, 1000, 99999, -1, 10000} {
		fmt.Print(bigSwitch(x), " ")
	}
	fmt.Println()
	closures()
	fmt.Println()
	rangeInt()
}
