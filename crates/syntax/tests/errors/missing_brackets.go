package p

func f(a int, b int {
	f(1, 2
	x := []int{1, 2
	}
	y := x[1
	z := (1 + 2
	_ = map[string]int{
		"a": 1
	}
}

func g() {
	if true
	{
	}
	for i := 0; i < 10; i++
	{
	}
	switch x
	{
	}
}

func h()
{
}
