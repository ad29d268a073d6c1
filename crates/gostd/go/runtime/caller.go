package runtime

// A Func is a function of the running program.
type Func struct {
	name, position string
}

// What Caller has told of; a program counter is a place here.
var told []*Func

// frame names the function that is skip frames above the caller of frame, and its place as "file.go:12".
func frame(skip int) (function, position string)

// Caller tells the file and line of the call that is skip frames above it: 0 is the call of Caller itself.
func Caller(skip int) (pc uintptr, file string, line int, ok bool) {
	function, position := frame(skip + 1)
	if function == "" {
		return 0, "", 0, false
	}
	file, line = split(position)
	for at, known := range told {
		if known.position == position && known.name == function {
			return uintptr(at + 1), file, line, true
		}
	}
	told = append(told, &Func{function, position})
	return uintptr(len(told)), file, line, true
}

// split takes "file.go:12" apart.
func split(position string) (file string, line int) {
	colon := len(position) - 1
	for colon > 0 && position[colon] != ':' {
		colon--
	}
	for _, digit := range position[colon+1:] {
		line = line*10 + int(digit-'0')
	}
	return position[:colon], line
}

// FuncForPC gives the function of a program counter that Caller gave, or nil.
func FuncForPC(pc uintptr) *Func {
	if pc == 0 || pc > uintptr(len(told)) {
		return nil
	}
	return told[pc-1]
}

// Name is the function's, with its package: main.f.
func (f *Func) Name() string {
	if f == nil {
		return ""
	}
	return f.name
}

// FileLine tells the place of a program counter.
func (f *Func) FileLine(pc uintptr) (file string, line int) {
	if f == nil {
		return "?", 0
	}
	return split(f.position)
}
