package p

type T struct {
	a int 12
	c int `ok`
}
