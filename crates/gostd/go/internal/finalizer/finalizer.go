// Package finalizer runs what package runtime was told to run when an object is dropped.
package finalizer

import "unsafe"

// next takes the next function to run, and its argument: none, one or two words.
func next() (function, word, data unsafe.Pointer, words int)

// Run runs the functions of the objects that were found to be dropped, one after the other. Go has a goroutine for them;
// here they run where the program lets others run.
func Run() {
	for {
		function, word, data, words := next()
		switch words {
		case 0:
			return
		case 1:
			(*(*func(unsafe.Pointer))(unsafe.Pointer(&function)))(data)
		case 2:
			// All interfaces are two words, whatever their methods.
			value := [2]unsafe.Pointer{word, data}
			(*(*func(interface{}))(unsafe.Pointer(&function)))(*(*interface{})(unsafe.Pointer(&value)))
		}
	}
}
