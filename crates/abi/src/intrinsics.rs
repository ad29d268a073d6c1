//! The one list of what generated code may call in the runtime.
//!
//! Each entry is `kind name "go name" (params) -> results;` with scalar parameter types only: slices are three
//! scalars, strings and interfaces two. The go name is the body-less Go function that the entry implements, or `""`.
//!
//! Kinds, which decide how the entry is called:
//! - `leaf`: takes no `g`, cannot allocate, panic or call Go; a plain C call.
//! - `alloc`: takes `g` first; may allocate (and so collect); enters by a stub that records the calling Go frame.
//! - `panic`: as `alloc`, and may begin a Go panic (it never returns through one).
//! - `calls`: as `panic`, and may call Go code.
//!
//! Results: none, one scalar, or two integer words (returned as a [`crate::layout::Pair`]). Go functions with larger
//! results get one more parameter at the end, a pointer to memory into which the results are written one
//! after the other, each scalar in a word of its own.

/// The type of a scalar parameter or result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scalar {
    I8,
    I16,
    I32,
    I64,
    F32,
    F64,
    Ptr,
}

/// How an intrinsic is entered; see the module's documentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entry {
    Leaf,
    Alloc,
    Panic,
    Calls,
}

/// One entry of the list.
#[derive(Clone, Copy, Debug)]
pub struct Signature {
    pub name: &'static str,
    /// Import path and name of the Go function, `strings.Index`; methods as `strings.Builder.grow`; empty for the
    /// compiler's own.
    pub go_name: &'static str,
    pub entry: Entry,
    pub params: &'static [Scalar],
    pub results: &'static [Scalar],
}

/// Expands `$m! { entries }` over the whole list.
#[macro_export]
macro_rules! for_each_intrinsic {
    ($m:path) => {
        $m! {
            // Memory
            leaf memmove "" (dst: Ptr, src: Ptr, n: I64) -> ();
            leaf memclr "" (dst: Ptr, n: I64) -> ();
            // The write barrier: a pointer at `slot`, or `n` values at `dst`, are about to be overwritten while `G::barrier` is set.
            alloc gc_write_barrier "" (slot: Ptr) -> ();
            alloc gc_bulk_barrier "" (elem: Ptr, dst: Ptr, n: I64) -> ();
            // Elements with pointers: generated code asks for the bulk barrier first.
            leaf move_elems "" (elem: Ptr, dst: Ptr, src: Ptr, n: I64) -> ();
            leaf clear_elems "" (elem: Ptr, dst: Ptr, n: I64) -> ();
            leaf memequal "" (a: Ptr, b: Ptr, n: I64) -> (I8);
            alloc new_object "" (ty: Ptr) -> (Ptr);
            panic new_array "" (elem: Ptr, n: I64) -> (Ptr);

            // Slices
            panic make_slice "" (elem: Ptr, len: I64, cap: I64) -> (Ptr);
            panic grow_slice "" (elem: Ptr, old: Ptr, new_len: I64, old_cap: I64, n: I64) -> (Ptr, I64);
            // As `grow_slice`, where nobody else can see the old array: it may grow in place, or be freed.
            panic grow_slice_owned "" (elem: Ptr, old: Ptr, new_len: I64, old_cap: I64, n: I64) -> (Ptr, I64);
            // As `grow_slice`; may begin the array in `buffer`, a buffer of the frame (see `layout::APPEND_BUFFER_WHOLE`).
            panic grow_slice_buffered "" (elem: Ptr, old: Ptr, new_len: I64, old_cap: I64, n: I64, buffer: Ptr, mode: I64) -> (Ptr, I64);
            // A slice of the frame, on the heap: the array and its capacity. `how` is one of `layout::MOVE_SLICE_FIT` and its neighbours.
            panic move_slice "" (elem: Ptr, ptr: Ptr, len: I64, cap: I64, how: I8) -> (Ptr, I64);
            panic check_make_append "" (elem: Ptr, n: I64) -> ();
            panic unsafe_slice_check "" (elem: Ptr, ptr: Ptr, len: I64) -> ();
            panic unsafe_string_check "" (ptr: Ptr, len: I64) -> ();

            // Strings
            leaf string_compare "" (a: Ptr, a_len: I64, b: Ptr, b_len: I64) -> (I64);
            leaf decode_rune "" (s: Ptr, len: I64, at: I64) -> (I64, I64);
            leaf count_runes "" (s: Ptr, len: I64) -> (I64);
            // `buffer` is null or a conversion buffer of the frame (see `layout`), used for what fits.
            panic concat_strings "" (parts: Ptr, n: I64, buffer: Ptr) -> (Ptr, I64);
            alloc bytes_to_string "" (ptr: Ptr, len: I64, buffer: Ptr) -> (Ptr, I64);
            alloc string_to_bytes "" (ptr: Ptr, len: I64, buffer: Ptr) -> (Ptr, I64);
            alloc runes_to_string "" (ptr: Ptr, len: I64, buffer: Ptr) -> (Ptr, I64);
            alloc string_to_runes "" (ptr: Ptr, len: I64, buffer: Ptr, out: Ptr) -> ();
            alloc rune_to_string "" (rune: I64, buffer: Ptr) -> (Ptr, I64);

            // Interfaces
            panic eface_equal "" (a_ty: Ptr, a: Ptr, b_ty: Ptr, b: Ptr) -> (I8);
            panic iface_equal "" (a_itab: Ptr, a: Ptr, b_itab: Ptr, b: Ptr) -> (I8);
            panic values_equal "" (ty: Ptr, a: Ptr, b: Ptr) -> (I8);
            alloc find_itab "" (inter: Ptr, ty: Ptr) -> (Ptr);
            panic assert_itab "" (inter: Ptr, ty: Ptr, from: Ptr) -> (Ptr);
            panic panic_assert "" (from: Ptr, have: Ptr, want: Ptr) -> ();

            // Panics, in gc's words
            panic panic_index "" (index: I64, len: I64, signed: I8) -> ();
            panic panic_slice "" (code: I32, x: I64, y: I64, signed: I8) -> ();
            panic panic_convert_slice "" (len: I64, want: I64) -> ();
            panic panic_divide "" () -> ();
            panic panic_shift "" () -> ();
            panic panic_nil "" () -> ();
            panic panic_make_slice_len "" () -> ();
            panic panic_make_slice_cap "" () -> ();
            panic panic_unreachable "" () -> ();
            calls go_panic "" (ty: Ptr, data: Ptr) -> ();

            // Deferred calls. `protect` calls `code(g, ctx)` with `frame` as the newest frame that defers, runs
            // what was deferred, and returns here after a recovered panic too.
            calls protect "" (frame: Ptr, code: Ptr, ctx: Ptr) -> ();
            // `record` is null or room for a `Defer` in the frame that defers.
            alloc defer_push "" (frame: Ptr, closure: Ptr, record: Ptr) -> ();
            alloc recover "" (caller_fp: Ptr) -> (Ptr, Ptr);
            alloc defer_wrapper "" (caller_fp: Ptr, own_fp: Ptr) -> ();

            // print and println
            alloc print_bool "" (v: I8) -> ();
            alloc print_int "" (v: I64) -> ();
            alloc print_uint "" (v: I64) -> ();
            alloc print_float "" (v: F64) -> ();
            alloc print_float32 "" (v: F32) -> ();
            alloc print_complex "" (re: F64, im: F64) -> ();
            alloc print_complex64 "" (re: F32, im: F32) -> ();
            alloc print_string "" (ptr: Ptr, len: I64) -> ();
            alloc print_pointer "" (v: Ptr) -> ();
            alloc print_slice "" (ptr: Ptr, len: I64, cap: I64) -> ();
            alloc print_interface "" (ty: Ptr, data: Ptr) -> ();
            alloc print_space "" () -> ();
            alloc print_newline "" () -> ();

            // Arithmetic that is not one instruction
            leaf complex_div "" (out: Ptr, a_re: F64, a_im: F64, b_re: F64, b_im: F64) -> ();

            // Observed code reports what it did; see goslice-trace. `before` and `after` point to slice headers.
            alloc observe_make "" (site: I32, elem: Ptr, after: Ptr) -> ();
            alloc observe_append "" (site: I32, elem: Ptr, before: Ptr, after: Ptr, n: I64) -> ();
            alloc observe_slice "" (site: I32, elem: Ptr, before: Ptr, after: Ptr) -> ();
            alloc observe_copy "" (site: I32, elem: Ptr, dst: Ptr, src: Ptr, n: I64) -> ();
            alloc observe_clear "" (site: I32, elem: Ptr, before: Ptr) -> ();
            alloc observe_convert "" (site: I32, elem: Ptr, after: Ptr) -> ();
            alloc observe_move "" (site: I32, elem: Ptr, before: Ptr, after: Ptr) -> ();

            // `--check-stack`: a function begins and ends, memory of its frame gets an address, a call
            // has returned (a pointer).
            alloc check_enter "" (fp: Ptr) -> ();
            alloc check_slot "" (address: Ptr, bytes: I64, what: Ptr, what_len: I64, pos: I64) -> ();
            alloc check_leave "" (fp: Ptr) -> ();
            alloc check_returned "" () -> ();
            alloc check_result "" (ptr: Ptr) -> ();

            // os
            calls os_exit "os.Exit" (code: I64) -> ();
            alloc os_write "os.write" (fd: I64, ptr: Ptr, len: I64, cap: I64) -> (I64);
            alloc os_args "os.args" (out: Ptr) -> ();
            alloc os_read "os.read" (fd: I64, ptr: Ptr, len: I64, cap: I64) -> (I64);
            alloc os_error_text "os.errorText" (number: I64) -> (Ptr, I64);
            alloc os_environ "os.environ" (out: Ptr) -> ();

            // fmt
            calls fmt_println "fmt.Println" (a: Ptr, a_len: I64, a_cap: I64, out: Ptr) -> ();
            calls fmt_print "fmt.Print" (a: Ptr, a_len: I64, a_cap: I64, out: Ptr) -> ();
            calls fmt_printf "fmt.Printf" (format: Ptr, format_len: I64, a: Ptr, a_len: I64, a_cap: I64, out: Ptr) -> ();

            calls fmt_sprintln "fmt.Sprintln" (a: Ptr, a_len: I64, a_cap: I64) -> (Ptr, I64);
            calls fmt_sprint "fmt.Sprint" (a: Ptr, a_len: I64, a_cap: I64) -> (Ptr, I64);
            calls fmt_sprintf "fmt.Sprintf" (format: Ptr, format_len: I64, a: Ptr, a_len: I64, a_cap: I64) -> (Ptr, I64);
            calls fmt_errorf "fmt.errorf" (format: Ptr, format_len: I64, a: Ptr, a_len: I64, a_cap: I64, out: Ptr) -> ();
            alloc fmt_state_write "fmt.stateWrite" (state: Ptr, b: Ptr, b_len: I64, b_cap: I64) -> ();
            alloc fmt_state_width "fmt.stateWidth" (state: Ptr) -> (I64);
            alloc fmt_state_precision "fmt.statePrecision" (state: Ptr) -> (I64);
            alloc fmt_state_flag "fmt.stateFlag" (state: Ptr, flag: I64) -> (I8);

            // strconv
            alloc strconv_format_float "strconv.FormatFloat" (f: F64, fmt: I8, prec: I64, bits: I64) -> (Ptr, I64);
            alloc strconv_parse_float "strconv.parseFloat" (s: Ptr, s_len: I64, bits: I64, out: Ptr) -> ();
            alloc strconv_quote "strconv.quoteWith" (s: Ptr, s_len: I64, keep: I64) -> (Ptr, I64);
            alloc strconv_quote_rune "strconv.quoteRuneWith" (rune: I32, keep: I64) -> (Ptr, I64);
            leaf strconv_can_backquote "strconv.CanBackquote" (s: Ptr, s_len: I64) -> (I8);
            leaf strconv_is_print "strconv.IsPrint" (rune: I32) -> (I8);
            leaf strconv_is_graphic "strconv.IsGraphic" (rune: I32) -> (I8);

            // math
            leaf math_pow "math.Pow" (x: F64, y: F64) -> (F64);
            leaf math_exp "math.Exp" (x: F64) -> (F64);
            leaf math_log "math.Log" (x: F64) -> (F64);
            leaf math_log2 "math.Log2" (x: F64) -> (F64);
            leaf math_log10 "math.Log10" (x: F64) -> (F64);
            leaf math_sin "math.Sin" (x: F64) -> (F64);
            leaf math_cos "math.Cos" (x: F64) -> (F64);
            leaf math_tan "math.Tan" (x: F64) -> (F64);
            leaf math_asin "math.Asin" (x: F64) -> (F64);
            leaf math_acos "math.Acos" (x: F64) -> (F64);
            leaf math_atan "math.Atan" (x: F64) -> (F64);
            leaf math_atan2 "math.Atan2" (y: F64, x: F64) -> (F64);
            leaf math_sinh "math.Sinh" (x: F64) -> (F64);
            leaf math_cosh "math.Cosh" (x: F64) -> (F64);
            leaf math_tanh "math.Tanh" (x: F64) -> (F64);
            leaf math_cbrt "math.Cbrt" (x: F64) -> (F64);
            leaf math_hypot "math.Hypot" (x: F64, y: F64) -> (F64);
            leaf math_mod "math.Mod" (x: F64, y: F64) -> (F64);
            leaf math_sqrt "math.Sqrt" (x: F64) -> (F64);
            leaf math_floor "math.Floor" (x: F64) -> (F64);
            leaf math_ceil "math.Ceil" (x: F64) -> (F64);
            leaf math_trunc "math.Trunc" (x: F64) -> (F64);
            leaf math_round "math.Round" (x: F64) -> (F64);
            leaf math_round_to_even "math.RoundToEven" (x: F64) -> (F64);
            leaf math_float64bits "math.Float64bits" (x: F64) -> (I64);
            leaf math_float64frombits "math.Float64frombits" (x: I64) -> (F64);
            leaf math_float32bits "math.Float32bits" (x: F32) -> (I32);
            leaf math_float32frombits "math.Float32frombits" (x: I32) -> (F32);

            // testing
            calls testing_protect "testing.protect" (f: Ptr) -> (I8);
            calls testing_goexit "testing.goexit" () -> ();
            alloc testing_now "testing.now" () -> (I64);
            alloc testing_catch_output "testing.catchOutput" () -> ();
            alloc testing_caught_output "testing.caughtOutput" () -> (Ptr, I64);

            alloc testing_caller "testing.caller" (skip: I64, out: Ptr) -> ();

            // runtime
            alloc release_minor "internal/release.Minor" () -> (I64);
            alloc runtime_frame "runtime.frame" (skip: I64, out: Ptr) -> ();
            alloc runtime_gc "runtime.collect" () -> ();
            panic runtime_set_finalizer "runtime.SetFinalizer" (obj_type: Ptr, obj: Ptr, function_type: Ptr, function: Ptr) -> ();
            alloc finalizer_next "internal/finalizer.next" (out: Ptr) -> ();
            alloc runtime_heap_stats "runtime.heapStats" (out: Ptr) -> ();
            alloc debug_set_gc_percent "runtime/debug.SetGCPercent" (percent: I64) -> (I64);
            alloc debug_set_memory_limit "runtime/debug.SetMemoryLimit" (limit: I64) -> (I64);
            alloc debug_free_os_memory "runtime/debug.FreeOSMemory" () -> ();
            calls runtime_goexit "runtime.Goexit" () -> ();

            // time
            alloc time_now "time.now" (out: Ptr) -> ();
            alloc time_sleep "time.sleep" (nanoseconds: I64) -> ();

            // errors
            leaf errors_comparable "errors.comparable_" (itab: Ptr, data: Ptr) -> (I8);
            alloc errors_check_target "errors.checkTarget" (ty: Ptr, data: Ptr) -> (I64);
            alloc errors_assign "errors.assign" (itab: Ptr, data: Ptr, ty: Ptr, target: Ptr) -> (I8);

            // sort
            leaf sort_slice_len "sort.sliceLen" (ty: Ptr, data: Ptr) -> (I64);
            panic sort_swap_elements "sort.swapElements" (ty: Ptr, data: Ptr, i: I64, j: I64) -> ();

            // strings
            leaf strings_index_byte "strings.IndexByte" (s: Ptr, s_len: I64, c: I8) -> (I64);

            // unicode
            leaf unicode_category "unicode.category" (rune: I32) -> (I64);
            leaf unicode_to_case "unicode.toCase" (rune: I32, to: I64) -> (I32);
            leaf unicode_simple_fold "unicode.SimpleFold" (rune: I32) -> (I32);
        }
    };
}

macro_rules! table {
    ($($kind:ident $name:ident $go:literal ($($p:ident : $pt:ident),*) -> ($($r:ident),*);)*) => {
        /// An entry of the list by name.
        #[allow(non_camel_case_types, reason = "the variants are the entries' names")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u16)]
        pub enum Intrinsic { $($name),* }

        /// The signatures, indexed by [`Intrinsic`].
        pub const SIGNATURES: &[Signature] = &[$(Signature {
            name: stringify!($name),
            go_name: $go,
            entry: table!(@entry $kind),
            params: &[$(Scalar::$pt),*],
            results: &[$(Scalar::$r),*],
        }),*];

        /// All entries in order.
        pub const ALL: &[Intrinsic] = &[$(Intrinsic::$name),*];
    };
    (@entry leaf) => { Entry::Leaf };
    (@entry alloc) => { Entry::Alloc };
    (@entry panic) => { Entry::Panic };
    (@entry calls) => { Entry::Calls };
}

for_each_intrinsic!(table);

impl Intrinsic {
    /// The entry's signature.
    pub fn signature(self) -> &'static Signature {
        &SIGNATURES[self as usize]
    }

    /// The entry that implements the body-less Go function `go_name` (`fmt.Println`).
    pub fn by_go_name(go_name: &str) -> Option<Intrinsic> {
        SIGNATURES.iter().position(|s| !s.go_name.is_empty() && s.go_name == go_name).map(|at| ALL[at])
    }
}

/// Which bound a slice expression broke: the `code` of `panic_slice`. `x` and `y` are the numbers of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(i32)]
pub enum SliceBound {
    /// `s[:x]`, x > len (strings, arrays): `[:x] with length y`
    HighLen,
    /// `s[:x]`, x > cap: `[:x] with capacity y`
    HighCap,
    /// `s[x:y]`, x > y: `[x:y]`
    Low,
    /// `s[::x]`, x > len: `[::x] with length y`
    MaxLen,
    /// `s[::x]`, x > cap: `[::x] with capacity y`
    MaxCap,
    /// `s[:x:y]`, x > y: `[:x:y]`
    High3,
    /// `s[x:y:]`, x > y: `[x:y:]`
    Low3,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn go_names_are_unique() {
        let mut names: Vec<_> = SIGNATURES.iter().map(|s| s.go_name).filter(|name| !name.is_empty()).collect();
        names.sort_unstable();
        let n_names = names.len();
        names.dedup();
        assert_eq!(n_names, names.len());
    }

    #[test]
    fn results_fit_in_registers() {
        for signature in SIGNATURES {
            assert!(signature.results.len() <= 2, "{} returns too much", signature.name);
            let float = signature.results.iter().any(|r| matches!(r, Scalar::F32 | Scalar::F64));
            assert!(!float || signature.results.len() == 1, "{} mixes floats", signature.name);
        }
    }
}
