package p

type T struct {
	a int 12
	b int 'c'
	c int `ok`
	d int "x" "y"
}
