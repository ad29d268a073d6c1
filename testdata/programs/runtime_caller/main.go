// runtime.Caller: inlined functions have frames too.
package main

import (
	"fmt"
	"runtime"
	"strings"
)

func where(skip int) string {
	pc, file, line, ok := runtime.Caller(skip)
	if !ok {
		return "nobody"
	}
	return fmt.Sprint(runtime.FuncForPC(pc).Name(), " ", file[strings.LastIndex(file, "/")+1:], ":", line)
}

func outer() (string, string) {
	a, b := where(0), where(1)
	return a, b
}

type T struct{}

func (*T) method() string { return where(1) }

func main() {
	fmt.Println(outer())
	fmt.Println(where(1))
	fmt.Println((&T{}).method())
	inner := func() {
		fmt.Println(where(1))
		fmt.Println(where(2))
	}
	inner()
	fmt.Println(where(99))
	var f interface{ method() string } = &T{}
	fmt.Println(f.method())
}
