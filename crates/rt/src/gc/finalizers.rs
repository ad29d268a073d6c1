//! Finalizers: functions that are called with an object once nothing else points to it.
//!
//! The table does not keep its objects, but what they point to, so that a finalizer finds all of it. An object that is not
//! marked otherwise is kept once more, and its function is ready to be run, which `internal/finalizer.Run` does in Go.

#![allow(unsafe_code, reason = "reads type descriptors, and marks objects")]

use super::{Marker, barrier};
use crate::goroutine;
use crate::itab;
use crate::panic_print;
use goslice_abi::desc::{Kind, TypeDesc};
use goslice_abi::g::G;
use goslice_abi::layout::RESULT_WORDS_MAX;
use std::collections::{BTreeMap, VecDeque};

/// Results in memory that `internal/finalizer.Run` can give room for.
const MAX_ROOMS: usize = 8;

/// A function and what it is called with. The Go pointers here are marked by [`Finalizers::mark`].
#[derive(Clone, Copy, Debug)]
struct Call {
    function: usize,
    /// The first word of an interface, if the parameter is one.
    word: usize,
    object: usize,
    /// Words of the parameter.
    words: usize,
    /// Results that the function stores to memory.
    rooms: usize,
    /// Bytes of the largest of them.
    room_bytes: usize,
}

/// The finalizers that are set, and those that are to be run.
#[derive(Debug, Default)]
pub(crate) struct Finalizers {
    /// By the address of the object.
    set: BTreeMap<usize, Call>,
    ready: VecDeque<Call>,
}

impl Finalizers {
    /// Marks what finalizers need, after all else is marked, and finds the objects that only they keep.
    pub(super) fn mark(&mut self, marker: &mut Marker<'_>) {
        for call in self.set.values().chain(&self.ready) {
            marker.address(call.function);
        }
        for call in &self.ready {
            marker.address(call.object);
        }
        marker.drain();
        for base in self.set.keys() {
            if let Some(object) = marker.heap.find(*base)
                && !object.noscan
            {
                // SAFETY: an object in use.
                unsafe { marker.object(&object) };
            }
        }
        marker.drain();
        let (heap, ready) = (&mut *marker.heap, &mut self.ready);
        self.set.retain(|base, call| {
            let reached = heap.is_marked(*base);
            if !reached {
                ready.push_back(*call);
            }
            reached
        });
        for call in &self.ready {
            marker.address(call.object);
        }
        marker.drain();
    }
}

/// `runtime.SetFinalizer(obj, finalizer interface{})`
pub(crate) unsafe fn runtime_set_finalizer(
    g: *mut G,
    obj_type: *mut u8,
    obj: *mut u8,
    function_type: *mut u8,
    function: *mut u8,
) {
    // SAFETY: two interfaces; nothing is live that must be dropped where the run ends.
    unsafe {
        let Some(obj_type) = obj_type.cast::<TypeDesc>().as_ref() else {
            panic_print::fatal(g, "runtime.SetFinalizer: first argument is nil");
        };
        if obj_type.kind != Kind::Pointer {
            panic_print::fatal_with(g, &["runtime.SetFinalizer: first argument is ", obj_type.name(), ", not pointer"]);
        }
        let state = goroutine::state(g);
        let Some(object) = state.heap.find(obj.addr()) else {
            if obj.is_null() || crate::stack::contains(g, obj) {
                panic_print::fatal(g, "runtime.SetFinalizer: pointer not in heap");
            }
            // Variables of packages and values of size 0 are never dropped.
            return;
        };
        if object.base != obj.addr() {
            panic_print::fatal(g, "runtime.SetFinalizer: pointer not at beginning of allocated block");
        }
        let Some(function_type) = function_type.cast::<TypeDesc>().as_ref() else {
            state.finalizers.set.remove(&obj.addr());
            return;
        };
        if function_type.kind != Kind::Func {
            let text = ["runtime.SetFinalizer: second argument is ", function_type.name(), ", not a function"];
            panic_print::fatal_with(g, &text);
        }
        let misfit = |why: &str| -> ! {
            let (have, want) = (obj_type.name(), function_type.name());
            panic_print::fatal_with(g, &["runtime.SetFinalizer: cannot pass ", have, " to finalizer ", want, why])
        };
        if function_type.variadic {
            misfit(" because dotdotdot");
        }
        let &[param] = function_type.params.as_slice() else { misfit("") };
        let Some((word, words)) = pass(g, obj_type, &*param) else { misfit("") };
        let (rooms, room_bytes) = results_in_memory(function_type);
        if rooms > MAX_ROOMS {
            misfit(" because of its many results");
        }
        if state.finalizers.set.contains_key(&obj.addr()) {
            panic_print::fatal(g, "runtime.SetFinalizer: finalizer already set");
        }
        let call = Call { function: function.addr(), word, object: obj.addr(), words, rooms, room_bytes };
        state.finalizers.set.insert(obj.addr(), call);
    }
}

/// How many results a function stores to memory that its caller gives, and the size of the largest.
unsafe fn results_in_memory(function: &TypeDesc) -> (usize, usize) {
    let results = function.results.as_slice().iter();
    // SAFETY: descriptors.
    let results: Vec<(Kind, usize)> = results.map(|result| unsafe { ((**result).kind, (**result).size) }).collect();
    let (mut ints, mut floats) = (0, 0);
    for (kind, size) in &results {
        match kind {
            Kind::Struct | Kind::Array => {}
            Kind::Float32 | Kind::Float64 => floats += 1,
            Kind::Complex64 | Kind::Complex128 => floats += 2,
            _ => ints += size.div_ceil(8),
        }
    }
    let overflow = ints > RESULT_WORDS_MAX || floats > RESULT_WORDS_MAX;
    let in_memory = results.iter().filter(|(kind, _)| overflow || matches!(kind, Kind::Struct | Kind::Array));
    in_memory.fold((0, 0), |(n, most), (_, size)| (n + 1, most.max(*size)))
}

/// How a pointer is passed for a parameter: the first word of an interface, and how many words it takes.
unsafe fn pass(g: *mut G, pointer: &TypeDesc, param: &TypeDesc) -> Option<(usize, usize)> {
    let address = |ty: &TypeDesc| (&raw const *ty).addr();
    match param.kind {
        Kind::Pointer => {
            let same = address(pointer) == address(param)
                || (!(pointer.named && param.named) && std::ptr::eq(pointer.elem, param.elem));
            same.then_some((0, 1))
        }
        Kind::Interface if param.methods.as_slice().is_empty() => Some((address(pointer), 2)),
        Kind::Interface => {
            let [inter, ty] = [param, pointer].map(|ty| (&raw const *ty).cast_mut().cast());
            // SAFETY: descriptors.
            let itab = unsafe { itab::find_itab(g, inter, ty) };
            (!itab.is_null()).then_some((itab.addr(), 2))
        }
        _ => None,
    }
}

/// `internal/finalizer.next() (function, word, data unsafe.Pointer, words, rooms, size int)`
pub(crate) unsafe fn finalizer_next(g: *mut G, out: *mut u8) {
    // SAFETY: `g` is live, and `out` has room for six words. The pointers are on the Go stack before they are gone here.
    unsafe {
        let call = goroutine::state(g).finalizers.ready.front().copied();
        let words = call
            .map_or([0; 6], |call| [call.function, call.word, call.object, call.words, call.rooms, call.room_bytes]);
        out.cast::<[usize; 6]>().write(words);
        for pointer in call.iter().flat_map(|call| [call.function, call.object]) {
            // The table is looked at when marking ends, the stack was when it began.
            barrier::keep(g, pointer);
        }
        goroutine::state(g).finalizers.ready.pop_front();
    }
}
