package main

import (
	"fmt"
	"math"
)

func conv_int8(x int8) {
	fmt.Println("int8", x, int8(x), int16(x), int32(x), int64(x), int(x), uint8(x), uint16(x), uint32(x), uint64(x), uint(x), uintptr(x), float32(x), float64(x))
}

func conv_int16(x int16) {
	fmt.Println("int16", x, int8(x), int16(x), int32(x), int64(x), int(x), uint8(x), uint16(x), uint32(x), uint64(x), uint(x), uintptr(x), float32(x), float64(x))
}

func conv_int32(x int32) {
	fmt.Println("int32", x, int8(x), int16(x), int32(x), int64(x), int(x), uint8(x), uint16(x), uint32(x), uint64(x), uint(x), uintptr(x), float32(x), float64(x))
}

func conv_int64(x int64) {
	fmt.Println("int64", x, int8(x), int16(x), int32(x), int64(x), int(x), uint8(x), uint16(x), uint32(x), uint64(x), uint(x), uintptr(x), float32(x), float64(x))
}

func conv_int(x int) {
	fmt.Println("int", x, int8(x), int16(x), int32(x), int64(x), int(x), uint8(x), uint16(x), uint32(x), uint64(x), uint(x), uintptr(x), float32(x), float64(x))
}

func conv_uint8(x uint8) {
	fmt.Println("uint8", x, int8(x), int16(x), int32(x), int64(x), int(x), uint8(x), uint16(x), uint32(x), uint64(x), uint(x), uintptr(x), float32(x), float64(x))
}

func conv_uint16(x uint16) {
	fmt.Println("uint16", x, int8(x), int16(x), int32(x), int64(x), int(x), uint8(x), uint16(x), uint32(x), uint64(x), uint(x), uintptr(x), float32(x), float64(x))
}

func conv_uint32(x uint32) {
	fmt.Println("uint32", x, int8(x), int16(x), int32(x), int64(x), int(x), uint8(x), uint16(x), uint32(x), uint64(x), uint(x), uintptr(x), float32(x), float64(x))
}

func conv_uint64(x uint64) {
	fmt.Println("uint64", x, int8(x), int16(x), int32(x), int64(x), int(x), uint8(x), uint16(x), uint32(x), uint64(x), uint(x), uintptr(x), float32(x), float64(x))
}

func conv_uint(x uint) {
	fmt.Println("uint", x, int8(x), int16(x), int32(x), int64(x), int(x), uint8(x), uint16(x), uint32(x), uint64(x), uint(x), uintptr(x), float32(x), float64(x))
}

func conv_uintptr(x uintptr) {
	fmt.Println("uintptr", x, int8(x), int16(x), int32(x), int64(x), int(x), uint8(x), uint16(x), uint32(x), uint64(x), uint(x), uintptr(x), float32(x), float64(x))
}

func conv_float32(x float32) {
	fmt.Println("float32", x, int8(x), int16(x), int32(x), int64(x), int(x), uint8(x), uint16(x), uint32(x), uint64(x), uint(x), uintptr(x), float32(x), float64(x))
}

func conv_float64(x float64) {
	fmt.Println("float64", x, int8(x), int16(x), int32(x), int64(x), int(x), uint8(x), uint16(x), uint32(x), uint64(x), uint(x), uintptr(x), float32(x), float64(x))
}

func main() {
	for _, x := range []int8{-128, -127, -7, -2, -1, 0, 1, 2, 3, 100, 127} {
		conv_int8(x)
	}
	for _, x := range []int16{-32768, -32767, -7, -2, -1, 0, 1, 2, 3, 100, 32767} {
		conv_int16(x)
	}
	for _, x := range []int32{-2147483648, -2147483647, -7, -2, -1, 0, 1, 2, 3, 100, 2147483647, 16777217, 16777219} {
		conv_int32(x)
	}
	for _, x := range []int64{-9223372036854775808, -9223372036854775807, -7, -2, -1, 0, 1, 2, 3, 100, 9223372036854775807, 16777217, 9007199254740993, 9007199254740995, 4611686018427388416, 4611686293305294848} {
		conv_int64(x)
	}
	for _, x := range []int{-9223372036854775808, -9223372036854775807, -7, -2, -1, 0, 1, 2, 3, 100, 9223372036854775807, 16777217, 9007199254740993, 9007199254740995, 4611686018427388416, 4611686293305294848} {
		conv_int(x)
	}
	for _, x := range []uint8{0, 1, 2, 3, 7, 127, 128, 254, 255} {
		conv_uint8(x)
	}
	for _, x := range []uint16{0, 1, 2, 3, 7, 32767, 32768, 65534, 65535} {
		conv_uint16(x)
	}
	for _, x := range []uint32{0, 1, 2, 3, 7, 2147483647, 2147483648, 4294967294, 4294967295, 16777217, 16777219} {
		conv_uint32(x)
	}
	for _, x := range []uint64{0, 1, 2, 3, 7, 9223372036854775807, 9223372036854775808, 18446744073709551614, 18446744073709551615, 16777217, 9007199254740993, 9007199254740995, 4611686018427388416, 4611686293305294848, 9223372036854776832, 9223372036854776833, 9223372036854778880, 18446744073709550592, 18446744073709550591, 9223372586610589696, 9223372586610589697} {
		conv_uint64(x)
	}
	for _, x := range []uint{0, 1, 2, 3, 7, 9223372036854775807, 9223372036854775808, 18446744073709551614, 18446744073709551615, 16777217, 9007199254740993, 9007199254740995, 4611686018427388416, 4611686293305294848, 9223372036854776832, 9223372036854776833, 9223372036854778880, 18446744073709550592, 18446744073709550591, 9223372586610589696, 9223372586610589697} {
		conv_uint(x)
	}
	for _, x := range []uintptr{0, 1, 2, 3, 7, 9223372036854775807, 9223372036854775808, 18446744073709551614, 18446744073709551615, 16777217, 9007199254740993, 9007199254740995, 4611686018427388416, 4611686293305294848, 9223372036854776832, 9223372036854776833, 9223372036854778880, 18446744073709550592, 18446744073709550591, 9223372586610589696, 9223372586610589697} {
		conv_uintptr(x)
	}
	for _, x := range []float64{0, math.Copysign(0, -1), 0.5, -0.5, 1.5, -1.5, 127.9, 128, -128.9, -129, 255.9, 256, 32767, 32768, 65535.5, 65536, 70000, -70000, 2147483647, 2147483648, -2147483648, -2147483649, 4294967295, 4294967296, 1e10, 9007199254740993, 9.223372036854775e18, 9223372036854775808, -9223372036854775808, -9.3e18, 1e19, 18446744073709549568, 18446744073709551616, 2e19, 1e30, -1e30, 1e300, -1e300, 5e-324, 1e-310, 3.4028234663852886e38, 3.4028235677973366e38, math.Inf(1), math.Inf(-1), math.NaN()} {
		conv_float64(x)
		conv_float32(float32(x))
	}
}
