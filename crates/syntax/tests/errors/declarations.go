package p

import "fmt"

x := 1

func () m() {}

func (a, b T) m() {}

func 1() {}

type

type T

const = 1

var x

import "os"

fmt.Println("hi")
