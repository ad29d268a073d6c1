package runtime

import "internal/release"

const (
	GOOS     = "linux"
	GOARCH   = "amd64"
	Compiler = "gc"
)

// Version is the release that the program runs under.
func Version() string {
	n := release.Minor()
	if n < 10 {
		return "go1." + string([]byte{byte('0' + n)})
	}
	return "go1." + string([]byte{byte('0' + n/10), byte('0' + n%10)})
}

// Goexit ends the goroutine after its deferred calls.
func Goexit()

// KeepAlive marks x as in use until here.
func KeepAlive(x any) {
	if never {
		println(x)
	}
}

// Nothing sets it, which no compiler knows.
var never bool

// NumCPU, GOMAXPROCS and NumGoroutine tell of the one thread that runs Go code.
func NumCPU() int { return 1 }

func GOMAXPROCS(n int) int { return 1 }

func NumGoroutine() int { return 1 }
