package runtime

import "internal/finalizer"

// SetFinalizer has finalizer called with obj once nothing else points to it; nil takes the function off again.
func SetFinalizer(obj any, finalizer any)

func collect()

// GC collects garbage, and runs the finalizers of what it finds.
func GC() {
	collect()
	finalizer.Run()
}

// Gosched lets others run, which are finalizers only.
func Gosched() { finalizer.Run() }
