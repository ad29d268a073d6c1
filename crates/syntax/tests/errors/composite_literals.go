package p

var a = (T){1}
var b = T{1, 2
}
var c = T{a: 1, b: }
var d = []int{1 2}
var e = [](int){1}

func f() {
	if x == T{} {
	}
	for _, x := range T{1, 2} {
	}
	_ = f(){1}
}
