package p

func f() { if ; for x { } } }
func g() { a b c d }
func h() { = = = }
