// A file that asks for a newer language than the module, and one that asks for an older one.
package main

func main() {
	older()
	newer()
}
