package p

func a(x, y) {}
func b(x int, y) {}
func c(x, int, y string) {}
func d(x ..., y int) {}
func e(x ...int, y int) {}
func f(int, x string) {}
func g() (x ...int) {}
func h(a b c) {}
func i(...) {}
func j(x []int, *T) {}
