package p

func f() {
	switch x {
	f()
	case 1, :
	case 2
	default 3:
	}
	select x {
	}
	switch x; y; z {
	}
	case 1:
}
