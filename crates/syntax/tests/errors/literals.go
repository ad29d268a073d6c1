package p

var (
	a = 0x
	b = 0b12
	c = 08
	d = 1_
	e = 0x1.8
	f = 1e
	g = 0b1e3
	h = 1__0
	i = 1p3
	j = 0o1.5
)
