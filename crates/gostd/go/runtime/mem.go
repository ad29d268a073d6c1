package runtime

// MemStats counts memory.
type MemStats struct {
	Alloc         uint64
	TotalAlloc    uint64
	Sys           uint64
	Lookups       uint64
	Mallocs       uint64
	Frees         uint64
	HeapAlloc     uint64
	HeapSys       uint64
	HeapIdle      uint64
	HeapInuse     uint64
	HeapReleased  uint64
	HeapObjects   uint64
	StackInuse    uint64
	StackSys      uint64
	MSpanInuse    uint64
	MSpanSys      uint64
	MCacheInuse   uint64
	MCacheSys     uint64
	BuckHashSys   uint64
	GCSys         uint64
	OtherSys      uint64
	NextGC        uint64
	LastGC        uint64
	PauseTotalNs  uint64
	PauseNs       [256]uint64
	PauseEnd      [256]uint64
	NumGC         uint32
	NumForcedGC   uint32
	GCCPUFraction float64
	EnableGC      bool
	DebugGC       bool
	BySize        [61]struct {
		Size    uint32
		Mallocs uint64
		Frees   uint64
	}
}

// heapStats tells of the heap, in the runtime's order.
func heapStats() (mallocs, frees, total, live, sys, idle, released, goal, cycles, forced, pauses, last, longest int)

// ReadMemStats fills m.
func ReadMemStats(m *MemStats) {
	mallocs, frees, total, live, sys, idle, released, goal, cycles, forced, pauses, last, _ := heapStats()
	*m = MemStats{
		Alloc: uint64(live), TotalAlloc: uint64(total), Sys: uint64(sys), HeapAlloc: uint64(live), HeapSys: uint64(sys),
		HeapIdle: uint64(idle), HeapInuse: uint64(sys - idle), HeapReleased: uint64(released),
		Mallocs: uint64(mallocs), Frees: uint64(frees), HeapObjects: uint64(mallocs - frees), NextGC: uint64(goal),
		NumGC: uint32(cycles), NumForcedGC: uint32(forced), PauseTotalNs: uint64(pauses), EnableGC: true,
	}
	if cycles > 0 {
		m.PauseNs[(cycles+255)%256] = uint64(last)
	}
}
