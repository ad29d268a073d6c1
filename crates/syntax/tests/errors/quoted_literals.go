package p

var (
	a = ''
	b = 'ab'
	c = '\400'
	d = "\q"
	e = "\xzz"
	f = '\ud800'
	g = "\U00110000"
	h = '
	i = "abc
)
