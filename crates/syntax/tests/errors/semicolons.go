package p

func f() {
	x := 1 +
	2
	y := x
	+ 2
	return
	1
	g(
		1,
		2
	)
	z := x.
		y
	w := x
		.y
}
