// lang 21
package main

func main() {
	var fs []func()
	for i := 0; i < 3; i++ {
		fs = append(fs, func() { println(i) })
	}
	for i, s := range []string{"a"} {
		fs = append(fs, func() { println(i, s) })
	}
}
