package fmt

// A state is the runtime's printer while a Format method runs.
type state struct{ _ byte }

func stateWrite(s *state, b []byte)
func stateWidth(s *state) int
func statePrecision(s *state) int
func stateFlag(s *state, c int) bool

func (s *state) Write(b []byte) (n int, err error) {
	stateWrite(s, b)
	return len(b), nil
}

func (s *state) WriteString(text string) (n int, err error) {
	stateWrite(s, bytesOf(text))
	return len(text), nil
}

func (s *state) Width() (wid int, ok bool) {
	if n := stateWidth(s); n >= 0 {
		return n, true
	}
	return 0, false
}

func (s *state) Precision() (prec int, ok bool) {
	if n := statePrecision(s); n >= 0 {
		return n, true
	}
	return 0, false
}

func (s *state) Flag(c int) bool { return stateFlag(s, c) }
