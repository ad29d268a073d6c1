package p

func if() {}

type func int

var a, = 1

var a.b int

func f() {
	var for = 1
	x.range = 1
	break 1
	package p
}
