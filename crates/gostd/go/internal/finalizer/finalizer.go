// Package finalizer runs what package runtime was told to run when an object is dropped.
package finalizer

import "unsafe"

// next takes the next function to run, and its argument: none, one or two words. Its first arguments are addresses of memory for
// as many results of up to size bytes as rooms says.
func next() (function, word, data unsafe.Pointer, words, rooms, size int)

// Run runs the functions of the objects that were found to be dropped, one after the other. Go has a goroutine for them;
// here they run where the program lets others run.
func Run() {
	for {
		function, word, data, words, rooms, size := next()
		if words == 0 {
			return
		}
		// Nobody looks at results, so that all can lie in one room.
		room := unsafe.Pointer(&make([]uint64, size/8+1)[0])
		if words == 1 {
			callWithPointer(unsafe.Pointer(&function), room, rooms, data)
		} else {
			// All interfaces are two words, whatever their methods.
			value := [2]unsafe.Pointer{word, data}
			callWithInterface(unsafe.Pointer(&function), room, rooms, *(*any)(unsafe.Pointer(&value)))
		}
		// The function writes to it when it returns. It does not know that this is more than an argument.
		if size < 0 {
			println(room)
		}
	}
}

// callWithPointer calls the func value at f with the address of room for each result in memory, and a pointer.
func callWithPointer(f, r unsafe.Pointer, rooms int, data unsafe.Pointer) {
	switch rooms {
	case 0:
		(*(*func(pointer))(f))(data)
	case 1:
		(*(*func(pointer, pointer))(f))(r, data)
	case 2:
		(*(*func(pointer, pointer, pointer))(f))(r, r, data)
	case 3:
		(*(*func(pointer, pointer, pointer, pointer))(f))(r, r, r, data)
	case 4:
		(*(*func(pointer, pointer, pointer, pointer, pointer))(f))(r, r, r, r, data)
	case 5:
		(*(*func(pointer, pointer, pointer, pointer, pointer, pointer))(f))(r, r, r, r, r, data)
	case 6:
		(*(*func(pointer, pointer, pointer, pointer, pointer, pointer, pointer))(f))(r, r, r, r, r, r, data)
	case 7:
		(*(*func(pointer, pointer, pointer, pointer, pointer, pointer, pointer, pointer))(f))(r, r, r, r, r, r, r, data)
	case 8:
		(*(*func(pointer, pointer, pointer, pointer, pointer, pointer, pointer, pointer, pointer))(f))(r, r, r, r, r, r, r, r, data)
	}
}

// callWithInterface does so with an interface.
func callWithInterface(f, r unsafe.Pointer, rooms int, value any) {
	switch rooms {
	case 0:
		(*(*func(any))(f))(value)
	case 1:
		(*(*func(pointer, any))(f))(r, value)
	case 2:
		(*(*func(pointer, pointer, any))(f))(r, r, value)
	case 3:
		(*(*func(pointer, pointer, pointer, any))(f))(r, r, r, value)
	case 4:
		(*(*func(pointer, pointer, pointer, pointer, any))(f))(r, r, r, r, value)
	case 5:
		(*(*func(pointer, pointer, pointer, pointer, pointer, any))(f))(r, r, r, r, r, value)
	case 6:
		(*(*func(pointer, pointer, pointer, pointer, pointer, pointer, any))(f))(r, r, r, r, r, r, value)
	case 7:
		(*(*func(pointer, pointer, pointer, pointer, pointer, pointer, pointer, any))(f))(r, r, r, r, r, r, r, value)
	case 8:
		(*(*func(pointer, pointer, pointer, pointer, pointer, pointer, pointer, pointer, any))(f))(r, r, r, r, r, r, r, r, value)
	}
}

type pointer = unsafe.Pointer
