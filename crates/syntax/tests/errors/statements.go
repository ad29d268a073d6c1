package p

func f() {
	a, b
	a, b += 1, 2
	x = = 1
	else { }
	if x { } else x = 1
	var
	return 1 2
	go func() {} 1
	goto 1
	L:
}

func g() {
	defer (f())
	go (f)()
	go (func() {}())
	switch { foo: f() }
	select { f() }
}
