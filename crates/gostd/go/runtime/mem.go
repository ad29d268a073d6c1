package runtime

// MemStats counts memory. Nothing is freed yet: what was ever allocated is in use.
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

// allocated counts the objects and the bytes of their blocks since the program's start.
func allocated() (objects, bytes int)

// ReadMemStats fills m.
func ReadMemStats(m *MemStats) {
	objects, bytes := allocated()
	n := uint64(bytes)
	*m = MemStats{
		Alloc: n, TotalAlloc: n, Sys: n, HeapAlloc: n, HeapSys: n, HeapInuse: n,
		Mallocs: uint64(objects), HeapObjects: uint64(objects),
	}
}

// GC would collect garbage; the heap is never collected yet.
func GC() {}
