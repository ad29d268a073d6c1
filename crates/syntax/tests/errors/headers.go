package p

func f() {
	if x = 1 {
	}
	if a + b = c {
	}
	if x := 1; {
	}
	if {
	}
	if x := 1 {
	}
	for i = 0; i < 10 {
	}
	for i := 0; i < 10; i := 1 {
	}
	for var i = 0; i < 10; i++ {
	}
	switch x := 1 {
	}
}
