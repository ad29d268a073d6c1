// What durations do.
package main

import (
	"fmt"
	"time"
)

func main() {
	for _, d := range []time.Duration{0, 1, 999, 1000, 1100, 2200000, 1e9, 1500 * time.Millisecond, time.Minute, 90 * time.Second, time.Hour, 25*time.Hour + 61*time.Second + 5, -time.Second, 1<<63 - 1, -1 << 63, 100 * time.Millisecond} {
		fmt.Println(d, d.Seconds(), d.Minutes(), d.Hours(), d.Milliseconds(), d.Microseconds(), d.Nanoseconds(), d.Abs())
		for _, m := range []time.Duration{0, 7, time.Millisecond, time.Second, time.Hour} {
			fmt.Println(d.Round(m), d.Truncate(m))
		}
	}
	start := time.Now()
	time.Sleep(2 * time.Millisecond)
	took := time.Since(start)
	fmt.Println(took >= 2*time.Millisecond, took < 10*time.Second, start.Before(time.Now()), start.After(start), start.Equal(start))
	fmt.Println(start.Add(time.Hour).Sub(start), time.Time{}.IsZero(), start.IsZero(), time.Unix(5, 7).UnixNano(), time.Unix(5, 7).Unix())
	fmt.Println(start.Unix() > 1700000000, time.Until(start) < 0)
}
