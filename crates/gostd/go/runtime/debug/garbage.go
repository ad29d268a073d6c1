// Package debug sets how the heap is collected.
package debug

// SetGCPercent sets GOGC and gives what it was; -1 is off.
func SetGCPercent(percent int) int

// SetMemoryLimit sets GOMEMLIMIT and gives what it was; a negative limit only asks.
func SetMemoryLimit(limit int64) int64

// FreeOSMemory collects garbage and gives free memory back to the system.
func FreeOSMemory()
