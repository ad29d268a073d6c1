// Features of Go 1.22, 1.23 and 1.26.
package main

func each(yield func(int) bool) { yield(7) }

func main() {
	for i := range 2 {
		println(i)
	}
	for i := range each {
		println(i)
	}
	println(*new(5))
}
