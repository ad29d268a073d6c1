package main

func a(int, x string)           {}
func b(x, y, int string)        {}
func c(int, string, x int)      {}
func d(x int, string)           {}
func e(x, ...int, z float64)    {}
func f(a.b, c int)              {}
func g(*int, x, y int)          {}
func h(x ...int, y)             {}
func i() (int, err error)       { return }
func j([]int, m map[string]int) {}
func main()                     {}
