package main

import "fmt"

func div_uint8(a, b uint8) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	q := a / b
	return fmt.Sprint(q, a%b)
}

func ops_uint8(a, b uint8) {
	fmt.Println("uint8", a, b, "add", a+b, "sub", a-b, "mul", a*b, "div", div_uint8(a, b), "bits", a&b, a|b, a^b, a&^b, ^a, -a, "cmp", a < b, a <= b, a == b, a != b, a > b, a >= b)
}

func compound_uint8(a, b uint8) {
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

func div_uint16(a, b uint16) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	q := a / b
	return fmt.Sprint(q, a%b)
}

func ops_uint16(a, b uint16) {
	fmt.Println("uint16", a, b, "add", a+b, "sub", a-b, "mul", a*b, "div", div_uint16(a, b), "bits", a&b, a|b, a^b, a&^b, ^a, -a, "cmp", a < b, a <= b, a == b, a != b, a > b, a >= b)
}

func compound_uint16(a, b uint16) {
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

func div_uint32(a, b uint32) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	q := a / b
	return fmt.Sprint(q, a%b)
}

func ops_uint32(a, b uint32) {
	fmt.Println("uint32", a, b, "add", a+b, "sub", a-b, "mul", a*b, "div", div_uint32(a, b), "bits", a&b, a|b, a^b, a&^b, ^a, -a, "cmp", a < b, a <= b, a == b, a != b, a > b, a >= b)
}

func compound_uint32(a, b uint32) {
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

func div_uint64(a, b uint64) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	q := a / b
	return fmt.Sprint(q, a%b)
}

func ops_uint64(a, b uint64) {
	fmt.Println("uint64", a, b, "add", a+b, "sub", a-b, "mul", a*b, "div", div_uint64(a, b), "bits", a&b, a|b, a^b, a&^b, ^a, -a, "cmp", a < b, a <= b, a == b, a != b, a > b, a >= b)
}

func compound_uint64(a, b uint64) {
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

func div_uint(a, b uint) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	q := a / b
	return fmt.Sprint(q, a%b)
}

func ops_uint(a, b uint) {
	fmt.Println("uint", a, b, "add", a+b, "sub", a-b, "mul", a*b, "div", div_uint(a, b), "bits", a&b, a|b, a^b, a&^b, ^a, -a, "cmp", a < b, a <= b, a == b, a != b, a > b, a >= b)
}

func compound_uint(a, b uint) {
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

func div_uintptr(a, b uintptr) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	q := a / b
	return fmt.Sprint(q, a%b)
}

func ops_uintptr(a, b uintptr) {
	fmt.Println("uintptr", a, b, "add", a+b, "sub", a-b, "mul", a*b, "div", div_uintptr(a, b), "bits", a&b, a|b, a^b, a&^b, ^a, -a, "cmp", a < b, a <= b, a == b, a != b, a > b, a >= b)
}

func compound_uintptr(a, b uintptr) {
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
		vs := []uint8{0, 1, 2, 3, 7, 127, 128, 254, 255}
		for _, a := range vs {
			for _, b := range vs {
				ops_uint8(a, b)
				compound_uint8(a, b)
			}
		}
	}
	{
		vs := []uint16{0, 1, 2, 3, 7, 32767, 32768, 65534, 65535}
		for _, a := range vs {
			for _, b := range vs {
				ops_uint16(a, b)
				compound_uint16(a, b)
			}
		}
	}
	{
		vs := []uint32{0, 1, 2, 3, 7, 2147483647, 2147483648, 4294967294, 4294967295}
		for _, a := range vs {
			for _, b := range vs {
				ops_uint32(a, b)
				compound_uint32(a, b)
			}
		}
	}
	{
		vs := []uint64{0, 1, 2, 3, 7, 9223372036854775807, 9223372036854775808, 18446744073709551614, 18446744073709551615}
		for _, a := range vs {
			for _, b := range vs {
				ops_uint64(a, b)
				compound_uint64(a, b)
			}
		}
	}
	{
		vs := []uint{0, 1, 2, 3, 7, 9223372036854775807, 9223372036854775808, 18446744073709551614, 18446744073709551615}
		for _, a := range vs {
			for _, b := range vs {
				ops_uint(a, b)
				compound_uint(a, b)
			}
		}
	}
	{
		vs := []uintptr{0, 1, 2, 3, 7, 9223372036854775807, 9223372036854775808, 18446744073709551614, 18446744073709551615}
		for _, a := range vs {
			for _, b := range vs {
				ops_uintptr(a, b)
				compound_uintptr(a, b)
			}
		}
	}
}
