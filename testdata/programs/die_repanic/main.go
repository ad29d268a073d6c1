package main

import (
	"errors"
	"fmt"
	"os"
)

var _ = errors.New
var _ = fmt.Sprint
var _ = os.Args

type myErr struct{ n int }

func (e *myErr) Error() string { return fmt.Sprint("myErr ", e.n) }

type str string

func (s str) String() string { return "stringer " + string(s) }

type badErr struct{}

func (badErr) Error() string { panic("Error panics") }

type badStr struct{}

func (badStr) String() string { panic("String panics") }

type val struct{ n int }

func (v val) M() { fmt.Println(v.n) }

func main() {
	fmt.Println("start")
	defer func() {
		e := recover()
		panic(e)
	}()
	panic("first")
}
