package p

func f(x any) {
P:
	switch {
	case true:
		continue P
	default:
		break P
	}
Q:
R:
	for {
		break Q
	}
	goto Z
U:
	switch x.(type) {
	case int:
		fallthrough
	}
	func() {
		break U
		continue
	}()
	for {
		func() { break }()
	}
}
