// Package time measures time.
package time

import "internal/finalizer"

// A Duration is a number of nanoseconds.
type Duration int64

const (
	Nanosecond  Duration = 1
	Microsecond          = 1000 * Nanosecond
	Millisecond          = 1000 * Microsecond
	Second               = 1000 * Millisecond
	Minute               = 60 * Second
	Hour                 = 60 * Minute
)

func (d Duration) Nanoseconds() int64  { return int64(d) }
func (d Duration) Microseconds() int64 { return int64(d) / 1e3 }
func (d Duration) Milliseconds() int64 { return int64(d) / 1e6 }
func (d Duration) Seconds() float64    { return float64(d/Second) + float64(d%Second)/1e9 }
func (d Duration) Minutes() float64    { return float64(d/Minute) + float64(d%Minute)/(60*1e9) }
func (d Duration) Hours() float64      { return float64(d/Hour) + float64(d%Hour)/(60*60*1e9) }

func (d Duration) Abs() Duration {
	switch {
	case d >= 0:
		return d
	case d == -1<<63:
		return 1<<63 - 1
	}
	return -d
}

// Truncate rounds toward zero to a multiple of m.
func (d Duration) Truncate(m Duration) Duration {
	if m <= 0 {
		return d
	}
	return d - d%m
}

// Round rounds to the nearest multiple of m, halves away from zero.
func (d Duration) Round(m Duration) Duration {
	if m <= 0 {
		return d
	}
	rest := d % m
	if d < 0 {
		rest = -rest
		if rest+rest < m {
			return d + rest
		}
		if rounded := d - m + rest; rounded < d {
			return rounded
		}
		return -1 << 63
	}
	if rest+rest < m {
		return d - rest
	}
	if rounded := d + m - rest; rounded > d {
		return rounded
	}
	return 1<<63 - 1
}

// String is as in 1h2m3.5s; less than a second has a smaller unit.
func (d Duration) String() string {
	if d == 0 {
		return "0s"
	}
	n := uint64(d)
	if d < 0 {
		n = -n
	}
	var buf [32]byte
	at := len(buf)
	put := func(c byte) {
		at--
		buf[at] = c
	}
	// digits puts n, of which the last places are a fraction, and gives the whole part back instead if asked to.
	fraction := func(places int) {
		any := false
		for i := 0; i < places; i++ {
			digit := byte(n % 10)
			n /= 10
			any = any || digit != 0
			if any {
				put('0' + digit)
			}
		}
		if any {
			put('.')
		}
	}
	whole := func(n uint64) {
		for {
			put('0' + byte(n%10))
			n /= 10
			if n == 0 {
				return
			}
		}
	}
	put('s')
	switch {
	case n < 1e3:
		put('n')
		whole(n)
	case n < 1e6:
		// U+00B5 in UTF-8, last byte first.
		put(0xB5)
		put(0xC2)
		fraction(3)
		whole(n)
	case n < 1e9:
		put('m')
		fraction(6)
		whole(n)
	default:
		fraction(9)
		whole(n % 60)
		n /= 60
		if n > 0 {
			put('m')
			whole(n % 60)
			n /= 60
			if n > 0 {
				put('h')
				whole(n)
			}
		}
	}
	if d < 0 {
		put('-')
	}
	return string(buf[at:])
}

// now gives the wall clock in nanoseconds since 1970, and a clock that only goes forward.
func now() (wall, monotonic int)

// sleep waits.
func sleep(nanoseconds int)

// A Time is a moment.
type Time struct {
	wall, monotonic int
	set             bool
}

// Now is this moment.
func Now() Time {
	wall, monotonic := now()
	return Time{wall, monotonic, true}
}

// Unix is the moment so many seconds and nanoseconds after 1970.
func Unix(sec int64, nsec int64) Time { return Time{int(sec*1e9 + nsec), 0, true} }

func Since(t Time) Duration { return Now().Sub(t) }
func Until(t Time) Duration { return t.Sub(Now()) }

func Sleep(d Duration) {
	finalizer.Run()
	if d > 0 {
		sleep(int(d))
	}
}

func (t Time) Sub(u Time) Duration {
	if t.monotonic != 0 && u.monotonic != 0 {
		return Duration(t.monotonic - u.monotonic)
	}
	return Duration(t.wall - u.wall)
}

func (t Time) Add(d Duration) Time {
	t.wall += int(d)
	if t.monotonic != 0 {
		t.monotonic += int(d)
	}
	return t
}

func (t Time) After(u Time) bool  { return t.Sub(u) > 0 }
func (t Time) Before(u Time) bool { return t.Sub(u) < 0 }
func (t Time) Equal(u Time) bool  { return t.Sub(u) == 0 }
func (t Time) IsZero() bool       { return !t.set }
func (t Time) Unix() int64        { return int64(t.wall) / 1e9 }
func (t Time) UnixMilli() int64   { return int64(t.wall) / 1e6 }
func (t Time) UnixMicro() int64   { return int64(t.wall) / 1e3 }
func (t Time) UnixNano() int64    { return int64(t.wall) }
func (t Time) Nanosecond() int    { return t.wall % 1e9 }
