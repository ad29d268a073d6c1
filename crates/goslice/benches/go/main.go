// The workloads of the table, in Go. Prints nanoseconds of CPU time, of all threads, for one round of the workload, and
// the peak of the memory in KiB: main WORKLOAD MILLISECONDS.
package main

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"syscall"
)

type record struct {
	a, b int64
	p    *int64
}

var (
	sinkInts    []int64
	sinkBytes   []byte
	sinkRecords []record
	sinkStrings []string
	sinkMany    [][]int64
	sinkSum     int64
	pointee     int64
	texts       = []string{"alpha", "beta", "gamma", "delta"}
)

func cpu() int64 {
	var usage syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	return usage.Utime.Nano() + usage.Stime.Nano()
}

func ints(n int) func() {
	return func() {
		var s []int64
		for i := 0; i < n; i++ {
			s = append(s, int64(i))
		}
		sinkInts = s
	}
}

func bytes(n int) func() {
	return func() {
		var s []byte
		for i := 0; i < n; i++ {
			s = append(s, byte(i))
		}
		sinkBytes = s
	}
}

func records(n int) func() {
	return func() {
		var s []record
		for i := 0; i < n; i++ {
			s = append(s, record{int64(i), 1, &pointee})
		}
		sinkRecords = s
	}
}

func stringsOf(n int) func() {
	return func() {
		var s []string
		for i := 0; i < n; i++ {
			s = append(s, texts[i&3])
		}
		sinkStrings = s
	}
}

func bulk(chunk int) func() {
	values := make([]int64, chunk)
	return func() {
		var s []int64
		for len(s) < 1000000 {
			s = append(s, values...)
		}
		sinkInts = s
	}
}

func room(n int) func() {
	s := make([]int64, 0, n)
	return func() {
		s = s[:0]
		for i := 0; i < n; i++ {
			s = append(s, int64(i))
		}
		sinkInts = s
	}
}

const small = 1000000

func lenOf(i int) int { return 1 + i*7%16 }

func appended() {
	all := make([][]int64, 0, small)
	for i := 0; i < small; i++ {
		var s []int64
		for j := 0; j < lenOf(i); j++ {
			s = append(s, int64(j))
		}
		all = append(all, s)
	}
	sinkMany = all
}

func exact() {
	all := make([][]int64, 0, small)
	for i := 0; i < small; i++ {
		s := make([]int64, 0, lenOf(i))
		for j := 0; j < lenOf(i); j++ {
			s = append(s, int64(j))
		}
		all = append(all, s)
	}
	sinkMany = all
}

func churned() {
	all := make([][]int64, small)
	seed := uint64(1)
	for i := 0; i < 2*small; i++ {
		seed = seed*6364136223846793005 + 1442695040888963407
		var s []int64
		for j := 0; j < lenOf(i); j++ {
			s = append(s, int64(j))
		}
		all[(seed>>33)%small] = s
	}
	sinkMany = all
}

func random(n int) []int64 {
	s := make([]int64, n)
	seed := uint64(1)
	for i := range s {
		seed = seed*6364136223846793005 + 1442695040888963407
		s[i] = int64(seed >> 1)
	}
	return s
}

func filter(n int) func() {
	master, s := random(n), make([]int64, n)
	return func() {
		copy(s, master)
		out := s[:0]
		for _, v := range s {
			if v&1 == 0 {
				out = append(out, v)
			}
		}
		sinkInts = out
	}
}

func sum(n int) func() {
	s := random(n)
	return func() {
		total := int64(0)
		for i := 0; i < len(s); i++ {
			total += s[i]
		}
		sinkSum += total
	}
}

func sorted(n int) func() {
	master, s := random(n), make([]int64, n)
	return func() {
		copy(s, master)
		slices.Sort(s)
		sinkInts = s
	}
}

func workload(name string) func() {
	kind, number, _ := strings.Cut(name, "/")
	n, _ := strconv.ParseFloat(number, 64)
	switch kind {
	case "i64":
		return ints(int(n))
	case "bytes":
		return bytes(int(n))
	case "records":
		return records(int(n))
	case "strings":
		return stringsOf(int(n))
	case "bulk":
		return bulk(int(n))
	case "room":
		return room(int(n))
	case "appended":
		return appended
	case "exact":
		return exact
	case "churned":
		return churned
	case "filter":
		return filter(int(n))
	case "sum":
		return sum(int(n))
	case "sort":
		return sorted(int(n))
	}
	panic("no workload " + name)
}

func peakKiB() int64 {
	file, err := os.Open("/proc/self/status")
	if err != nil {
		return 0
	}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if rest, ok := strings.CutPrefix(lines.Text(), "VmHWM:"); ok {
			kib, _ := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			return kib
		}
	}
	return 0
}

func main() {
	run := workload(os.Args[1])
	budget, _ := strconv.ParseInt(os.Args[2], 10, 64)
	budget *= 1000000
	rounds := int64(1)
	run()
	for {
		start := cpu()
		for i := int64(0); i < rounds; i++ {
			run()
		}
		spent := cpu() - start
		if spent >= budget || rounds >= 1<<40 {
			fmt.Printf("%f %d\n", float64(spent)/float64(rounds), peakKiB())
			return
		}
		if spent < budget/100 {
			rounds *= 50
		} else {
			rounds = rounds*budget/spent*11/10 + 1
		}
	}
}
