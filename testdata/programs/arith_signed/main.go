package main

import "fmt"

func div_int8(a, b int8) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	q := a / b
	return fmt.Sprint(q, a%b)
}

func ops_int8(a, b int8) {
	fmt.Println("int8", a, b, "add", a+b, "sub", a-b, "mul", a*b, "div", div_int8(a, b), "bits", a&b, a|b, a^b, a&^b, ^a, -a, "cmp", a < b, a <= b, a == b, a != b, a > b, a >= b)
}

func compound_int8(a, b int8) {
	x := a
	x += b
	fmt.Print(x, " ")
	x -= 3
	x *= b
	fmt.Print(x, " ")
	x &= a
	x |= b
	x ^= 5
	fmt.Print(x, " ")
	x &^= 6
	x <<= 3
	x >>= 1
	fmt.Print(x, " ")
	x++
	y := x
	y--
	y--
	if b != 0 {
		x /= b
		y %= b
	}
	fmt.Println(x, y)
}

func div_int16(a, b int16) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	q := a / b
	return fmt.Sprint(q, a%b)
}

func ops_int16(a, b int16) {
	fmt.Println("int16", a, b, "add", a+b, "sub", a-b, "mul", a*b, "div", div_int16(a, b), "bits", a&b, a|b, a^b, a&^b, ^a, -a, "cmp", a < b, a <= b, a == b, a != b, a > b, a >= b)
}

func compound_int16(a, b int16) {
	x := a
	x += b
	fmt.Print(x, " ")
	x -= 3
	x *= b
	fmt.Print(x, " ")
	x &= a
	x |= b
	x ^= 5
	fmt.Print(x, " ")
	x &^= 6
	x <<= 3
	x >>= 1
	fmt.Print(x, " ")
	x++
	y := x
	y--
	y--
	if b != 0 {
		x /= b
		y %= b
	}
	fmt.Println(x, y)
}

func div_int32(a, b int32) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	q := a / b
	return fmt.Sprint(q, a%b)
}

func ops_int32(a, b int32) {
	fmt.Println("int32", a, b, "add", a+b, "sub", a-b, "mul", a*b, "div", div_int32(a, b), "bits", a&b, a|b, a^b, a&^b, ^a, -a, "cmp", a < b, a <= b, a == b, a != b, a > b, a >= b)
}

func compound_int32(a, b int32) {
	x := a
	x += b
	fmt.Print(x, " ")
	x -= 3
	x *= b
	fmt.Print(x, " ")
	x &= a
	x |= b
	x ^= 5
	fmt.Print(x, " ")
	x &^= 6
	x <<= 3
	x >>= 1
	fmt.Print(x, " ")
	x++
	y := x
	y--
	y--
	if b != 0 {
		x /= b
		y %= b
	}
	fmt.Println(x, y)
}

func div_int64(a, b int64) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	q := a / b
	return fmt.Sprint(q, a%b)
}

func ops_int64(a, b int64) {
	fmt.Println("int64", a, b, "add", a+b, "sub", a-b, "mul", a*b, "div", div_int64(a, b), "bits", a&b, a|b, a^b, a&^b, ^a, -a, "cmp", a < b, a <= b, a == b, a != b, a > b, a >= b)
}

func compound_int64(a, b int64) {
	x := a
	x += b
	fmt.Print(x, " ")
	x -= 3
	x *= b
	fmt.Print(x, " ")
	x &= a
	x |= b
	x ^= 5
	fmt.Print(x, " ")
	x &^= 6
	x <<= 3
	x >>= 1
	fmt.Print(x, " ")
	x++
	y := x
	y--
	y--
	if b != 0 {
		x /= b
		y %= b
	}
	fmt.Println(x, y)
}

func div_int(a, b int) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	q := a / b
	return fmt.Sprint(q, a%b)
}

func ops_int(a, b int) {
	fmt.Println("int", a, b, "add", a+b, "sub", a-b, "mul", a*b, "div", div_int(a, b), "bits", a&b, a|b, a^b, a&^b, ^a, -a, "cmp", a < b, a <= b, a == b, a != b, a > b, a >= b)
}

func compound_int(a, b int) {
	x := a
	x += b
	fmt.Print(x, " ")
	x -= 3
	x *= b
	fmt.Print(x, " ")
	x &= a
	x |= b
	x ^= 5
	fmt.Print(x, " ")
	x &^= 6
	x <<= 3
	x >>= 1
	fmt.Print(x, " ")
	x++
	y := x
	y--
	y--
	if b != 0 {
		x /= b
		y %= b
	}
	fmt.Println(x, y)
}

func main() {
	{
		vs := []int8{-128, -127, -7, -2, -1, 0, 1, 2, 3, 100, 127}
		for _, a := range vs {
			for _, b := range vs {
				ops_int8(a, b)
				compound_int8(a, b)
			}
		}
	}
	{
		vs := []int16{-32768, -32767, -7, -2, -1, 0, 1, 2, 3, 100, 32767}
		for _, a := range vs {
			for _, b := range vs {
				ops_int16(a, b)
				compound_int16(a, b)
			}
		}
	}
	{
		vs := []int32{-2147483648, -2147483647, -7, -2, -1, 0, 1, 2, 3, 100, 2147483647}
		for _, a := range vs {
			for _, b := range vs {
				ops_int32(a, b)
				compound_int32(a, b)
			}
		}
	}
	{
		vs := []int64{-9223372036854775808, -9223372036854775807, -7, -2, -1, 0, 1, 2, 3, 100, 9223372036854775807}
		for _, a := range vs {
			for _, b := range vs {
				ops_int64(a, b)
				compound_int64(a, b)
			}
		}
	}
	{
		vs := []int{-9223372036854775808, -9223372036854775807, -7, -2, -1, 0, 1, 2, 3, 100, 9223372036854775807}
		for _, a := range vs {
			for _, b := range vs {
				ops_int(a, b)
				compound_int(a, b)
			}
		}
	}
}
