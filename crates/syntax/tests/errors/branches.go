package p

func f() {
	goto L
	x := 1
	_ = x
L:
	goto M
	{
	M:
	}
	break
	continue
}

func g() {
L:
L:
	for {
		break N
		continue N
	}
	switch {
	case true:
		fallthrough
	case false:
		{ fallthrough }
	default:
		fallthrough
	}
}
