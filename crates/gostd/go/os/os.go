// Package os has the program's arguments, its standard streams, and its end.
package os

import (
	"io"
	"io/fs"
	"unsafe"
)

// Args holds the program's name and arguments.
var Args = args()

var (
	Stdin  = &File{0, "/dev/stdin"}
	Stdout = &File{1, "/dev/stdout"}
	Stderr = &File{2, "/dev/stderr"}
)

var (
	ErrInvalid    = fs.ErrInvalid
	ErrPermission = fs.ErrPermission
	ErrExist      = fs.ErrExist
	ErrNotExist   = fs.ErrNotExist
	ErrClosed     = fs.ErrClosed
)

// Exit ends the program at once; deferred calls do not run.
func Exit(code int)

func args() []string

// write gives the bytes written, or minus the system's error number.
func write(fd int, b []byte) int

// read gives the bytes read, or minus the system's error number.
func read(fd int, b []byte) int

// errorText is the system's text for an error number.
func errorText(number int) string

// environ has `name=value` for each variable.
func environ() []string

// A File is an open file.
type File struct {
	fd   int
	name string
}

// A PathError says what failed on which file.
type PathError = fs.PathError

type errno int

func (e errno) Error() string { return errorText(int(e)) }

func (f *File) check(op string) error {
	if f == nil {
		return ErrInvalid
	}
	if f.fd < 0 {
		return &PathError{Op: op, Path: f.name, Err: ErrClosed}
	}
	return nil
}

func (f *File) Name() string { return f.name }
func (f *File) Fd() uintptr  { return uintptr(f.fd) }

func (f *File) Write(b []byte) (n int, err error) {
	if err := f.check("write"); err != nil {
		return 0, err
	}
	n = write(f.fd, b)
	if n < 0 {
		return 0, &PathError{Op: "write", Path: f.name, Err: errno(-n)}
	}
	if n < len(b) {
		return n, io.ErrShortWrite
	}
	return n, nil
}

func (f *File) WriteString(s string) (n int, err error) {
	return f.Write(unsafe.Slice(unsafe.StringData(s), len(s)))
}

func (f *File) Read(b []byte) (n int, err error) {
	if err := f.check("read"); err != nil {
		return 0, err
	}
	n = read(f.fd, b)
	if n < 0 {
		return 0, &PathError{Op: "read", Path: f.name, Err: errno(-n)}
	}
	if n == 0 && len(b) > 0 {
		return 0, io.EOF
	}
	return n, nil
}

// Close makes the file unusable. The standard streams' descriptors stay open for the runtime's own texts.
func (f *File) Close() error {
	if err := f.check("close"); err != nil {
		return err
	}
	f.fd = -1
	return nil
}

// Environ has the environment as `name=value`.
func Environ() []string { return environ() }

// LookupEnv gives a variable of the environment, and whether it is set.
func LookupEnv(name string) (string, bool) {
	for _, entry := range environ() {
		if len(entry) > len(name) && entry[len(name)] == '=' && entry[:len(name)] == name {
			return entry[len(name)+1:], true
		}
	}
	return "", false
}

// Getenv gives a variable of the environment, or nothing.
func Getenv(name string) string {
	value, _ := LookupEnv(name)
	return value
}
