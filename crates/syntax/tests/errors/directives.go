package p

var x = 1 //go:noinline

func f() {
	//go:noinline
	f()
}

//go:nosplit
