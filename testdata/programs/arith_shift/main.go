package main

import "fmt"

func shift_int8_int8(x int8, n int8) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one int8 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_int8_int(x int8, n int) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one int8 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_int8_int64(x int8, n int64) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one int8 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_int8_uint8(x int8, n uint8) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one int8 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_int8_uint32(x int8, n uint32) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one int8 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_int8_uint64(x int8, n uint64) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one int8 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_int8_uintptr(x int8, n uintptr) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one int8 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_int16_int8(x int16, n int8) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one int16 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_int16_int(x int16, n int) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one int16 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_int16_int64(x int16, n int64) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one int16 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_int16_uint8(x int16, n uint8) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one int16 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_int16_uint32(x int16, n uint32) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one int16 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_int16_uint64(x int16, n uint64) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one int16 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_int16_uintptr(x int16, n uintptr) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one int16 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_int32_int8(x int32, n int8) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one int32 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_int32_int(x int32, n int) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one int32 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_int32_int64(x int32, n int64) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one int32 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_int32_uint8(x int32, n uint8) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one int32 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_int32_uint32(x int32, n uint32) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one int32 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_int32_uint64(x int32, n uint64) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one int32 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_int32_uintptr(x int32, n uintptr) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one int32 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_int64_int8(x int64, n int8) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one int64 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_int64_int(x int64, n int) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one int64 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_int64_int64(x int64, n int64) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one int64 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_int64_uint8(x int64, n uint8) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one int64 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_int64_uint32(x int64, n uint32) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one int64 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_int64_uint64(x int64, n uint64) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one int64 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_int64_uintptr(x int64, n uintptr) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one int64 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_int_int8(x int, n int8) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one int = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_int_int(x int, n int) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one int = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_int_int64(x int, n int64) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one int = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_int_uint8(x int, n uint8) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one int = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_int_uint32(x int, n uint32) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one int = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_int_uint64(x int, n uint64) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one int = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_int_uintptr(x int, n uintptr) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one int = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_uint8_int8(x uint8, n int8) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one uint8 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_uint8_int(x uint8, n int) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one uint8 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_uint8_int64(x uint8, n int64) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one uint8 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_uint8_uint8(x uint8, n uint8) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one uint8 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_uint8_uint32(x uint8, n uint32) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one uint8 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_uint8_uint64(x uint8, n uint64) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one uint8 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_uint8_uintptr(x uint8, n uintptr) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one uint8 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_uint16_int8(x uint16, n int8) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one uint16 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_uint16_int(x uint16, n int) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one uint16 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_uint16_int64(x uint16, n int64) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one uint16 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_uint16_uint8(x uint16, n uint8) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one uint16 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_uint16_uint32(x uint16, n uint32) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one uint16 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_uint16_uint64(x uint16, n uint64) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one uint16 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_uint16_uintptr(x uint16, n uintptr) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one uint16 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_uint32_int8(x uint32, n int8) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one uint32 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_uint32_int(x uint32, n int) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one uint32 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_uint32_int64(x uint32, n int64) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one uint32 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_uint32_uint8(x uint32, n uint8) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one uint32 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_uint32_uint32(x uint32, n uint32) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one uint32 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_uint32_uint64(x uint32, n uint64) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one uint32 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_uint32_uintptr(x uint32, n uintptr) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one uint32 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_uint64_int8(x uint64, n int8) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one uint64 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_uint64_int(x uint64, n int) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one uint64 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_uint64_int64(x uint64, n int64) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one uint64 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_uint64_uint8(x uint64, n uint8) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one uint64 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_uint64_uint32(x uint64, n uint32) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one uint64 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_uint64_uint64(x uint64, n uint64) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one uint64 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_uint64_uintptr(x uint64, n uintptr) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one uint64 = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_uint_int8(x uint, n int8) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one uint = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_uint_int(x uint, n int) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one uint = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_uint_int64(x uint, n int64) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one uint = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_uint_uint8(x uint, n uint8) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one uint = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_uint_uint32(x uint, n uint32) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one uint = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_uint_uint64(x uint, n uint64) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one uint = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_uint_uintptr(x uint, n uintptr) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one uint = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_uintptr_int8(x uintptr, n int8) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one uintptr = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_uintptr_int(x uintptr, n int) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one uintptr = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_uintptr_int64(x uintptr, n int64) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one uintptr = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_uintptr_uint8(x uintptr, n uint8) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one uintptr = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_uintptr_uint32(x uintptr, n uint32) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one uintptr = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_uintptr_uint64(x uintptr, n uint64) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one uintptr = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func shift_uintptr_uintptr(x uintptr, n uintptr) (r string) {
	defer func() {
		if e := recover(); e != nil {
			r = fmt.Sprint(e)
		}
	}()
	l := x << n
	y := x
	y >>= n
	var one uintptr = 1 << n
	return fmt.Sprint(l, " ", y, " ", one)
}

func main() {
	for _, n := range []int8{-128, -1, 0, 1, 5, 7, 8, 9, 63, 64, 65, 127} {
		fmt.Println("int8 int8", n, shift_int8_int8(-128, n), shift_int8_int8(1, n), shift_int8_int8(85, n))
	}
	for _, n := range []int{-9223372036854775808, -1, 0, 1, 5, 7, 8, 9, 63, 64, 65, 127, 128, 255, 256, 4294967296, 9223372036854775807} {
		fmt.Println("int8 int", n, shift_int8_int(-128, n), shift_int8_int(1, n), shift_int8_int(85, n))
	}
	for _, n := range []int64{-9223372036854775808, -1, 0, 1, 5, 7, 8, 9, 63, 64, 65, 127, 128, 255, 256, 4294967296, 9223372036854775807} {
		fmt.Println("int8 int64", n, shift_int8_int64(-128, n), shift_int8_int64(1, n), shift_int8_int64(85, n))
	}
	for _, n := range []uint8{0, 1, 5, 7, 8, 9, 63, 64, 65, 127, 128, 255} {
		fmt.Println("int8 uint8", n, shift_int8_uint8(-128, n), shift_int8_uint8(1, n), shift_int8_uint8(85, n))
	}
	for _, n := range []uint32{0, 1, 5, 7, 8, 9, 63, 64, 65, 127, 128, 255, 256, 4294967295} {
		fmt.Println("int8 uint32", n, shift_int8_uint32(-128, n), shift_int8_uint32(1, n), shift_int8_uint32(85, n))
	}
	for _, n := range []uint64{0, 1, 5, 7, 8, 9, 63, 64, 65, 127, 128, 255, 256, 4294967296, 18446744073709551615} {
		fmt.Println("int8 uint64", n, shift_int8_uint64(-128, n), shift_int8_uint64(1, n), shift_int8_uint64(85, n))
	}
	for _, n := range []uintptr{0, 1, 5, 7, 8, 9, 63, 64, 65, 127, 128, 255, 256, 4294967296, 18446744073709551615} {
		fmt.Println("int8 uintptr", n, shift_int8_uintptr(-128, n), shift_int8_uintptr(1, n), shift_int8_uintptr(85, n))
	}
	for _, n := range []int8{-128, -1, 0, 1, 5, 15, 16, 17, 63, 64, 65, 127} {
		fmt.Println("int16 int8", n, shift_int16_int8(-32768, n), shift_int16_int8(1, n), shift_int16_int8(85, n))
	}
	for _, n := range []int{-9223372036854775808, -1, 0, 1, 5, 15, 16, 17, 63, 64, 65, 127, 128, 255, 256, 4294967296, 9223372036854775807} {
		fmt.Println("int16 int", n, shift_int16_int(-32768, n), shift_int16_int(1, n), shift_int16_int(85, n))
	}
	for _, n := range []int64{-9223372036854775808, -1, 0, 1, 5, 15, 16, 17, 63, 64, 65, 127, 128, 255, 256, 4294967296, 9223372036854775807} {
		fmt.Println("int16 int64", n, shift_int16_int64(-32768, n), shift_int16_int64(1, n), shift_int16_int64(85, n))
	}
	for _, n := range []uint8{0, 1, 5, 15, 16, 17, 63, 64, 65, 127, 128, 255} {
		fmt.Println("int16 uint8", n, shift_int16_uint8(-32768, n), shift_int16_uint8(1, n), shift_int16_uint8(85, n))
	}
	for _, n := range []uint32{0, 1, 5, 15, 16, 17, 63, 64, 65, 127, 128, 255, 256, 4294967295} {
		fmt.Println("int16 uint32", n, shift_int16_uint32(-32768, n), shift_int16_uint32(1, n), shift_int16_uint32(85, n))
	}
	for _, n := range []uint64{0, 1, 5, 15, 16, 17, 63, 64, 65, 127, 128, 255, 256, 4294967296, 18446744073709551615} {
		fmt.Println("int16 uint64", n, shift_int16_uint64(-32768, n), shift_int16_uint64(1, n), shift_int16_uint64(85, n))
	}
	for _, n := range []uintptr{0, 1, 5, 15, 16, 17, 63, 64, 65, 127, 128, 255, 256, 4294967296, 18446744073709551615} {
		fmt.Println("int16 uintptr", n, shift_int16_uintptr(-32768, n), shift_int16_uintptr(1, n), shift_int16_uintptr(85, n))
	}
	for _, n := range []int8{-128, -1, 0, 1, 5, 31, 32, 33, 63, 64, 65, 127} {
		fmt.Println("int32 int8", n, shift_int32_int8(-2147483648, n), shift_int32_int8(1, n), shift_int32_int8(85, n))
	}
	for _, n := range []int{-9223372036854775808, -1, 0, 1, 5, 31, 32, 33, 63, 64, 65, 127, 128, 255, 256, 4294967296, 9223372036854775807} {
		fmt.Println("int32 int", n, shift_int32_int(-2147483648, n), shift_int32_int(1, n), shift_int32_int(85, n))
	}
	for _, n := range []int64{-9223372036854775808, -1, 0, 1, 5, 31, 32, 33, 63, 64, 65, 127, 128, 255, 256, 4294967296, 9223372036854775807} {
		fmt.Println("int32 int64", n, shift_int32_int64(-2147483648, n), shift_int32_int64(1, n), shift_int32_int64(85, n))
	}
	for _, n := range []uint8{0, 1, 5, 31, 32, 33, 63, 64, 65, 127, 128, 255} {
		fmt.Println("int32 uint8", n, shift_int32_uint8(-2147483648, n), shift_int32_uint8(1, n), shift_int32_uint8(85, n))
	}
	for _, n := range []uint32{0, 1, 5, 31, 32, 33, 63, 64, 65, 127, 128, 255, 256, 4294967295} {
		fmt.Println("int32 uint32", n, shift_int32_uint32(-2147483648, n), shift_int32_uint32(1, n), shift_int32_uint32(85, n))
	}
	for _, n := range []uint64{0, 1, 5, 31, 32, 33, 63, 64, 65, 127, 128, 255, 256, 4294967296, 18446744073709551615} {
		fmt.Println("int32 uint64", n, shift_int32_uint64(-2147483648, n), shift_int32_uint64(1, n), shift_int32_uint64(85, n))
	}
	for _, n := range []uintptr{0, 1, 5, 31, 32, 33, 63, 64, 65, 127, 128, 255, 256, 4294967296, 18446744073709551615} {
		fmt.Println("int32 uintptr", n, shift_int32_uintptr(-2147483648, n), shift_int32_uintptr(1, n), shift_int32_uintptr(85, n))
	}
	for _, n := range []int8{-128, -1, 0, 1, 5, 63, 64, 65, 127} {
		fmt.Println("int64 int8", n, shift_int64_int8(-9223372036854775808, n), shift_int64_int8(1, n), shift_int64_int8(85, n))
	}
	for _, n := range []int{-9223372036854775808, -1, 0, 1, 5, 63, 64, 65, 127, 128, 255, 256, 4294967296, 9223372036854775807} {
		fmt.Println("int64 int", n, shift_int64_int(-9223372036854775808, n), shift_int64_int(1, n), shift_int64_int(85, n))
	}
	for _, n := range []int64{-9223372036854775808, -1, 0, 1, 5, 63, 64, 65, 127, 128, 255, 256, 4294967296, 9223372036854775807} {
		fmt.Println("int64 int64", n, shift_int64_int64(-9223372036854775808, n), shift_int64_int64(1, n), shift_int64_int64(85, n))
	}
	for _, n := range []uint8{0, 1, 5, 63, 64, 65, 127, 128, 255} {
		fmt.Println("int64 uint8", n, shift_int64_uint8(-9223372036854775808, n), shift_int64_uint8(1, n), shift_int64_uint8(85, n))
	}
	for _, n := range []uint32{0, 1, 5, 63, 64, 65, 127, 128, 255, 256, 4294967295} {
		fmt.Println("int64 uint32", n, shift_int64_uint32(-9223372036854775808, n), shift_int64_uint32(1, n), shift_int64_uint32(85, n))
	}
	for _, n := range []uint64{0, 1, 5, 63, 64, 65, 127, 128, 255, 256, 4294967296, 18446744073709551615} {
		fmt.Println("int64 uint64", n, shift_int64_uint64(-9223372036854775808, n), shift_int64_uint64(1, n), shift_int64_uint64(85, n))
	}
	for _, n := range []uintptr{0, 1, 5, 63, 64, 65, 127, 128, 255, 256, 4294967296, 18446744073709551615} {
		fmt.Println("int64 uintptr", n, shift_int64_uintptr(-9223372036854775808, n), shift_int64_uintptr(1, n), shift_int64_uintptr(85, n))
	}
	for _, n := range []int8{-128, -1, 0, 1, 5, 63, 64, 65, 127} {
		fmt.Println("int int8", n, shift_int_int8(-9223372036854775808, n), shift_int_int8(1, n), shift_int_int8(85, n))
	}
	for _, n := range []int{-9223372036854775808, -1, 0, 1, 5, 63, 64, 65, 127, 128, 255, 256, 4294967296, 9223372036854775807} {
		fmt.Println("int int", n, shift_int_int(-9223372036854775808, n), shift_int_int(1, n), shift_int_int(85, n))
	}
	for _, n := range []int64{-9223372036854775808, -1, 0, 1, 5, 63, 64, 65, 127, 128, 255, 256, 4294967296, 9223372036854775807} {
		fmt.Println("int int64", n, shift_int_int64(-9223372036854775808, n), shift_int_int64(1, n), shift_int_int64(85, n))
	}
	for _, n := range []uint8{0, 1, 5, 63, 64, 65, 127, 128, 255} {
		fmt.Println("int uint8", n, shift_int_uint8(-9223372036854775808, n), shift_int_uint8(1, n), shift_int_uint8(85, n))
	}
	for _, n := range []uint32{0, 1, 5, 63, 64, 65, 127, 128, 255, 256, 4294967295} {
		fmt.Println("int uint32", n, shift_int_uint32(-9223372036854775808, n), shift_int_uint32(1, n), shift_int_uint32(85, n))
	}
	for _, n := range []uint64{0, 1, 5, 63, 64, 65, 127, 128, 255, 256, 4294967296, 18446744073709551615} {
		fmt.Println("int uint64", n, shift_int_uint64(-9223372036854775808, n), shift_int_uint64(1, n), shift_int_uint64(85, n))
	}
	for _, n := range []uintptr{0, 1, 5, 63, 64, 65, 127, 128, 255, 256, 4294967296, 18446744073709551615} {
		fmt.Println("int uintptr", n, shift_int_uintptr(-9223372036854775808, n), shift_int_uintptr(1, n), shift_int_uintptr(85, n))
	}
	for _, n := range []int8{-128, -1, 0, 1, 5, 7, 8, 9, 63, 64, 65, 127} {
		fmt.Println("uint8 int8", n, shift_uint8_int8(255, n), shift_uint8_int8(1, n), shift_uint8_int8(85, n))
	}
	for _, n := range []int{-9223372036854775808, -1, 0, 1, 5, 7, 8, 9, 63, 64, 65, 127, 128, 255, 256, 4294967296, 9223372036854775807} {
		fmt.Println("uint8 int", n, shift_uint8_int(255, n), shift_uint8_int(1, n), shift_uint8_int(85, n))
	}
	for _, n := range []int64{-9223372036854775808, -1, 0, 1, 5, 7, 8, 9, 63, 64, 65, 127, 128, 255, 256, 4294967296, 9223372036854775807} {
		fmt.Println("uint8 int64", n, shift_uint8_int64(255, n), shift_uint8_int64(1, n), shift_uint8_int64(85, n))
	}
	for _, n := range []uint8{0, 1, 5, 7, 8, 9, 63, 64, 65, 127, 128, 255} {
		fmt.Println("uint8 uint8", n, shift_uint8_uint8(255, n), shift_uint8_uint8(1, n), shift_uint8_uint8(85, n))
	}
	for _, n := range []uint32{0, 1, 5, 7, 8, 9, 63, 64, 65, 127, 128, 255, 256, 4294967295} {
		fmt.Println("uint8 uint32", n, shift_uint8_uint32(255, n), shift_uint8_uint32(1, n), shift_uint8_uint32(85, n))
	}
	for _, n := range []uint64{0, 1, 5, 7, 8, 9, 63, 64, 65, 127, 128, 255, 256, 4294967296, 18446744073709551615} {
		fmt.Println("uint8 uint64", n, shift_uint8_uint64(255, n), shift_uint8_uint64(1, n), shift_uint8_uint64(85, n))
	}
	for _, n := range []uintptr{0, 1, 5, 7, 8, 9, 63, 64, 65, 127, 128, 255, 256, 4294967296, 18446744073709551615} {
		fmt.Println("uint8 uintptr", n, shift_uint8_uintptr(255, n), shift_uint8_uintptr(1, n), shift_uint8_uintptr(85, n))
	}
	for _, n := range []int8{-128, -1, 0, 1, 5, 15, 16, 17, 63, 64, 65, 127} {
		fmt.Println("uint16 int8", n, shift_uint16_int8(65535, n), shift_uint16_int8(1, n), shift_uint16_int8(85, n))
	}
	for _, n := range []int{-9223372036854775808, -1, 0, 1, 5, 15, 16, 17, 63, 64, 65, 127, 128, 255, 256, 4294967296, 9223372036854775807} {
		fmt.Println("uint16 int", n, shift_uint16_int(65535, n), shift_uint16_int(1, n), shift_uint16_int(85, n))
	}
	for _, n := range []int64{-9223372036854775808, -1, 0, 1, 5, 15, 16, 17, 63, 64, 65, 127, 128, 255, 256, 4294967296, 9223372036854775807} {
		fmt.Println("uint16 int64", n, shift_uint16_int64(65535, n), shift_uint16_int64(1, n), shift_uint16_int64(85, n))
	}
	for _, n := range []uint8{0, 1, 5, 15, 16, 17, 63, 64, 65, 127, 128, 255} {
		fmt.Println("uint16 uint8", n, shift_uint16_uint8(65535, n), shift_uint16_uint8(1, n), shift_uint16_uint8(85, n))
	}
	for _, n := range []uint32{0, 1, 5, 15, 16, 17, 63, 64, 65, 127, 128, 255, 256, 4294967295} {
		fmt.Println("uint16 uint32", n, shift_uint16_uint32(65535, n), shift_uint16_uint32(1, n), shift_uint16_uint32(85, n))
	}
	for _, n := range []uint64{0, 1, 5, 15, 16, 17, 63, 64, 65, 127, 128, 255, 256, 4294967296, 18446744073709551615} {
		fmt.Println("uint16 uint64", n, shift_uint16_uint64(65535, n), shift_uint16_uint64(1, n), shift_uint16_uint64(85, n))
	}
	for _, n := range []uintptr{0, 1, 5, 15, 16, 17, 63, 64, 65, 127, 128, 255, 256, 4294967296, 18446744073709551615} {
		fmt.Println("uint16 uintptr", n, shift_uint16_uintptr(65535, n), shift_uint16_uintptr(1, n), shift_uint16_uintptr(85, n))
	}
	for _, n := range []int8{-128, -1, 0, 1, 5, 31, 32, 33, 63, 64, 65, 127} {
		fmt.Println("uint32 int8", n, shift_uint32_int8(4294967295, n), shift_uint32_int8(1, n), shift_uint32_int8(85, n))
	}
	for _, n := range []int{-9223372036854775808, -1, 0, 1, 5, 31, 32, 33, 63, 64, 65, 127, 128, 255, 256, 4294967296, 9223372036854775807} {
		fmt.Println("uint32 int", n, shift_uint32_int(4294967295, n), shift_uint32_int(1, n), shift_uint32_int(85, n))
	}
	for _, n := range []int64{-9223372036854775808, -1, 0, 1, 5, 31, 32, 33, 63, 64, 65, 127, 128, 255, 256, 4294967296, 9223372036854775807} {
		fmt.Println("uint32 int64", n, shift_uint32_int64(4294967295, n), shift_uint32_int64(1, n), shift_uint32_int64(85, n))
	}
	for _, n := range []uint8{0, 1, 5, 31, 32, 33, 63, 64, 65, 127, 128, 255} {
		fmt.Println("uint32 uint8", n, shift_uint32_uint8(4294967295, n), shift_uint32_uint8(1, n), shift_uint32_uint8(85, n))
	}
	for _, n := range []uint32{0, 1, 5, 31, 32, 33, 63, 64, 65, 127, 128, 255, 256, 4294967295} {
		fmt.Println("uint32 uint32", n, shift_uint32_uint32(4294967295, n), shift_uint32_uint32(1, n), shift_uint32_uint32(85, n))
	}
	for _, n := range []uint64{0, 1, 5, 31, 32, 33, 63, 64, 65, 127, 128, 255, 256, 4294967296, 18446744073709551615} {
		fmt.Println("uint32 uint64", n, shift_uint32_uint64(4294967295, n), shift_uint32_uint64(1, n), shift_uint32_uint64(85, n))
	}
	for _, n := range []uintptr{0, 1, 5, 31, 32, 33, 63, 64, 65, 127, 128, 255, 256, 4294967296, 18446744073709551615} {
		fmt.Println("uint32 uintptr", n, shift_uint32_uintptr(4294967295, n), shift_uint32_uintptr(1, n), shift_uint32_uintptr(85, n))
	}
	for _, n := range []int8{-128, -1, 0, 1, 5, 63, 64, 65, 127} {
		fmt.Println("uint64 int8", n, shift_uint64_int8(18446744073709551615, n), shift_uint64_int8(1, n), shift_uint64_int8(85, n))
	}
	for _, n := range []int{-9223372036854775808, -1, 0, 1, 5, 63, 64, 65, 127, 128, 255, 256, 4294967296, 9223372036854775807} {
		fmt.Println("uint64 int", n, shift_uint64_int(18446744073709551615, n), shift_uint64_int(1, n), shift_uint64_int(85, n))
	}
	for _, n := range []int64{-9223372036854775808, -1, 0, 1, 5, 63, 64, 65, 127, 128, 255, 256, 4294967296, 9223372036854775807} {
		fmt.Println("uint64 int64", n, shift_uint64_int64(18446744073709551615, n), shift_uint64_int64(1, n), shift_uint64_int64(85, n))
	}
	for _, n := range []uint8{0, 1, 5, 63, 64, 65, 127, 128, 255} {
		fmt.Println("uint64 uint8", n, shift_uint64_uint8(18446744073709551615, n), shift_uint64_uint8(1, n), shift_uint64_uint8(85, n))
	}
	for _, n := range []uint32{0, 1, 5, 63, 64, 65, 127, 128, 255, 256, 4294967295} {
		fmt.Println("uint64 uint32", n, shift_uint64_uint32(18446744073709551615, n), shift_uint64_uint32(1, n), shift_uint64_uint32(85, n))
	}
	for _, n := range []uint64{0, 1, 5, 63, 64, 65, 127, 128, 255, 256, 4294967296, 18446744073709551615} {
		fmt.Println("uint64 uint64", n, shift_uint64_uint64(18446744073709551615, n), shift_uint64_uint64(1, n), shift_uint64_uint64(85, n))
	}
	for _, n := range []uintptr{0, 1, 5, 63, 64, 65, 127, 128, 255, 256, 4294967296, 18446744073709551615} {
		fmt.Println("uint64 uintptr", n, shift_uint64_uintptr(18446744073709551615, n), shift_uint64_uintptr(1, n), shift_uint64_uintptr(85, n))
	}
	for _, n := range []int8{-128, -1, 0, 1, 5, 63, 64, 65, 127} {
		fmt.Println("uint int8", n, shift_uint_int8(18446744073709551615, n), shift_uint_int8(1, n), shift_uint_int8(85, n))
	}
	for _, n := range []int{-9223372036854775808, -1, 0, 1, 5, 63, 64, 65, 127, 128, 255, 256, 4294967296, 9223372036854775807} {
		fmt.Println("uint int", n, shift_uint_int(18446744073709551615, n), shift_uint_int(1, n), shift_uint_int(85, n))
	}
	for _, n := range []int64{-9223372036854775808, -1, 0, 1, 5, 63, 64, 65, 127, 128, 255, 256, 4294967296, 9223372036854775807} {
		fmt.Println("uint int64", n, shift_uint_int64(18446744073709551615, n), shift_uint_int64(1, n), shift_uint_int64(85, n))
	}
	for _, n := range []uint8{0, 1, 5, 63, 64, 65, 127, 128, 255} {
		fmt.Println("uint uint8", n, shift_uint_uint8(18446744073709551615, n), shift_uint_uint8(1, n), shift_uint_uint8(85, n))
	}
	for _, n := range []uint32{0, 1, 5, 63, 64, 65, 127, 128, 255, 256, 4294967295} {
		fmt.Println("uint uint32", n, shift_uint_uint32(18446744073709551615, n), shift_uint_uint32(1, n), shift_uint_uint32(85, n))
	}
	for _, n := range []uint64{0, 1, 5, 63, 64, 65, 127, 128, 255, 256, 4294967296, 18446744073709551615} {
		fmt.Println("uint uint64", n, shift_uint_uint64(18446744073709551615, n), shift_uint_uint64(1, n), shift_uint_uint64(85, n))
	}
	for _, n := range []uintptr{0, 1, 5, 63, 64, 65, 127, 128, 255, 256, 4294967296, 18446744073709551615} {
		fmt.Println("uint uintptr", n, shift_uint_uintptr(18446744073709551615, n), shift_uint_uintptr(1, n), shift_uint_uintptr(85, n))
	}
	for _, n := range []int8{-128, -1, 0, 1, 5, 63, 64, 65, 127} {
		fmt.Println("uintptr int8", n, shift_uintptr_int8(18446744073709551615, n), shift_uintptr_int8(1, n), shift_uintptr_int8(85, n))
	}
	for _, n := range []int{-9223372036854775808, -1, 0, 1, 5, 63, 64, 65, 127, 128, 255, 256, 4294967296, 9223372036854775807} {
		fmt.Println("uintptr int", n, shift_uintptr_int(18446744073709551615, n), shift_uintptr_int(1, n), shift_uintptr_int(85, n))
	}
	for _, n := range []int64{-9223372036854775808, -1, 0, 1, 5, 63, 64, 65, 127, 128, 255, 256, 4294967296, 9223372036854775807} {
		fmt.Println("uintptr int64", n, shift_uintptr_int64(18446744073709551615, n), shift_uintptr_int64(1, n), shift_uintptr_int64(85, n))
	}
	for _, n := range []uint8{0, 1, 5, 63, 64, 65, 127, 128, 255} {
		fmt.Println("uintptr uint8", n, shift_uintptr_uint8(18446744073709551615, n), shift_uintptr_uint8(1, n), shift_uintptr_uint8(85, n))
	}
	for _, n := range []uint32{0, 1, 5, 63, 64, 65, 127, 128, 255, 256, 4294967295} {
		fmt.Println("uintptr uint32", n, shift_uintptr_uint32(18446744073709551615, n), shift_uintptr_uint32(1, n), shift_uintptr_uint32(85, n))
	}
	for _, n := range []uint64{0, 1, 5, 63, 64, 65, 127, 128, 255, 256, 4294967296, 18446744073709551615} {
		fmt.Println("uintptr uint64", n, shift_uintptr_uint64(18446744073709551615, n), shift_uintptr_uint64(1, n), shift_uintptr_uint64(85, n))
	}
	for _, n := range []uintptr{0, 1, 5, 63, 64, 65, 127, 128, 255, 256, 4294967296, 18446744073709551615} {
		fmt.Println("uintptr uintptr", n, shift_uintptr_uintptr(18446744073709551615, n), shift_uintptr_uintptr(1, n), shift_uintptr_uintptr(85, n))
	}
}
