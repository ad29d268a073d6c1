// The program ends with a panic, and so does the edited one.
package main

func main() {
	out := []int{}
	for i := 0; i < 5; i++ {
		out = append(out, i)
	}
	println(len(out))
	panic("on purpose")
}
