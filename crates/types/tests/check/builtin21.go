package main

import "unsafe"

func main() {
	var s []int
	var str string
	var f float64
	var b byte
	var p *int
	_ = min(1, 2.5, 'a')
	_ = min(1, "a")
	_ = min(str, "a")
	_ = max(f, 1)
	_ = max(f, b)
	_ = max(s)
	_ = max()
	_ = min(1, nil)
	var i int = min(1, 2.5)
	clear(s)
	clear(str)
	clear()
	_ = clear(s)
	min(1, 2)
	var c64 complex64
	_ = complex(1, 2)
	_ = complex(f, 1)
	_ = complex(f, float32(1))
	_ = complex(1, "a")
	_ = complex(s, s)
	_ = real(c64)
	_ = real(f)
	_ = imag("x")
	_ = real(1)
	panic()
	panic(1, 2)
	panic(nil)
	print(1, "a", nil)
	println(s, main)
	_ = println
	_ = recover(1)
	_ = print("x")
	_ = unsafe.Slice(p, 1)
	_ = unsafe.Slice(s, 1)
	_ = unsafe.Slice(p, -1)
	_ = unsafe.String(p, 1)
	_ = unsafe.String(&b, 1)
	_ = unsafe.StringData(1)
	_ = unsafe.SliceData(str)
	_ = unsafe.Add(p, 1)
	_ = unsafe.Add(unsafe.Pointer(p), f)
	_ = new(5)
	_ = new("x")
	_ = new(str)
	var ps *string = new("x")
	var pi *int64 = new(5)
	_ = new(nil)
	_ = new(len)
	_ = &len
	_ = len + 1
	var any int = 3
	var e error = "x"
	e.Foo()
	_ = e.Error() + 1
}
