package p

func f() {
	if c <- 1 {
	}
	if x++ {
	}
	if x += 1 {
	}
	if x := f()
	{
	}
	for ; range x {
	}
	switch x := y.(type) z {
	}
	if x == T{1} {
	}
	for x := range []T{1} {
	}
	if f(func() { if x { } }) == (T{1}) {
	}
}
