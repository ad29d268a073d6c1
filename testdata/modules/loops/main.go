// Loop variables of each iteration or of the loop, by the module's language and by the file's own.
package main

func main() {
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { return i })
	}
	for i := range []int{0, 1, 2} {
		fs = append(fs, func() int { return i })
	}
	call("module", fs)
	older()
	newer()
}

func call(name string, fs []func() int) {
	print(name)
	for _, f := range fs {
		print(" ", f())
	}
	println()
}
