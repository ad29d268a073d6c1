package main

import "fmt"

func f() {
	defer func() {
		r := recover()
		fmt.Println("got", r)
		panic(r)
	}()
	panic("one")
}

func main() {
	defer func() {
		fmt.Println("outer")
		panic(fmt.Sprint("again ", recover()))
	}()
	f()
}
