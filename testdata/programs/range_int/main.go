// Range over integers and over what is like it.
package main

import "fmt"

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
	rangeInt()
}
