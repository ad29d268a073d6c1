//! How types are represented in ir, and how calls pass them.

use crate::func::{Sig, Ty};
use goslice_abi::layout::RESULT_WORDS_MAX;
use goslice_types::layout;
use goslice_types::types::{Basic, Signature, Type, TypeId, Universe};

/// The representation of a type's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repr {
    /// An ir value.
    Value(Ty),
    /// Structs and arrays: memory, handled by address.
    Memory,
}

/// The representation of values of type `id`.
pub fn repr(universe: &Universe, id: TypeId) -> Repr {
    Repr::Value(match *universe.under(id) {
        Type::Basic(basic) => match basic {
            Basic::Bool | Basic::UntypedBool | Basic::Int8 | Basic::Uint8 => Ty::I8,
            Basic::Int16 | Basic::Uint16 => Ty::I16,
            Basic::Int32 | Basic::Uint32 | Basic::UntypedRune => Ty::I32,
            Basic::Int | Basic::Int64 | Basic::Uint | Basic::Uint64 | Basic::Uintptr | Basic::UntypedInt => Ty::I64,
            Basic::Float32 => Ty::F32,
            Basic::Float64 | Basic::UntypedFloat => Ty::F64,
            Basic::Complex64 => Ty::C64,
            Basic::Complex128 | Basic::UntypedComplex => Ty::C128,
            Basic::String | Basic::UntypedString => Ty::Str,
            Basic::UnsafePointer | Basic::UntypedNil | Basic::Invalid => Ty::Ptr,
        },
        Type::Pointer(_) | Type::Func(_) | Type::Map { .. } | Type::Chan { .. } => Ty::Ptr,
        Type::Slice(_) => Ty::Slice,
        Type::Interface(_) => Ty::Iface,
        Type::Struct(_) | Type::Array { .. } => return Repr::Memory,
        Type::Named(_) | Type::Tuple(_) | Type::TypeParam(_) => unreachable!("not the type of a value"),
    })
}

/// Whether `id` is a signed integer type.
pub fn is_signed(universe: &Universe, id: TypeId) -> bool {
    matches!(
        universe.basic(id),
        Some(
            Basic::Int
                | Basic::Int8
                | Basic::Int16
                | Basic::Int32
                | Basic::Int64
                | Basic::UntypedInt
                | Basic::UntypedRune
        )
    )
}

/// Where a result of a call is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultPlace {
    /// Returned value number n.
    Register(usize),
    /// Memory of the caller, whose address is parameter number n.
    Memory(usize),
}

/// How a function type is called: which ir parameters and results it has.
///
/// Addresses of result memory come first, then the receiver, then the parameters. Structs and arrays are passed by
/// address; the callee copies what it changes or keeps.
#[derive(Clone, Debug)]
pub struct CallLayout {
    pub sig: Sig,
    pub results: Vec<ResultPlace>,
    /// ir parameter of each Go parameter, the receiver included.
    pub params: Vec<usize>,
}

/// The layout of calls of `signature` with an optional receiver in front.
pub fn call_layout(universe: &Universe, recv: Option<TypeId>, signature: &Signature) -> CallLayout {
    let reprs: Vec<Repr> = signature.results.iter().map(|&ty| repr(universe, ty)).collect();
    let (mut ints, mut floats) = (0, 0);
    for repr in &reprs {
        if let Repr::Value(ty) = repr {
            let n_floats = ty.parts().iter().filter(|part| matches!(part, Ty::F32 | Ty::F64)).count();
            floats += n_floats;
            ints += ty.parts().len() - n_floats;
        }
    }
    let overflow = ints > RESULT_WORDS_MAX || floats > RESULT_WORDS_MAX;
    let mut sig = Sig::default();
    let mut results = Vec::new();
    for (&ty, repr) in signature.results.iter().zip(reprs) {
        match repr {
            Repr::Value(ty) if !overflow => {
                results.push(ResultPlace::Register(sig.results.len()));
                sig.results.push(ty);
            }
            _ => {
                results.push(ResultPlace::Memory(sig.params.len()));
                sig.params.push(Ty::Ptr);
                sig.outs.push(layout::size_of(universe, ty));
            }
        }
    }
    let mut params = Vec::new();
    for &ty in recv.iter().chain(&signature.params) {
        params.push(sig.params.len());
        sig.params.push(match repr(universe, ty) {
            Repr::Value(ty) => ty,
            Repr::Memory => Ty::Ptr,
        });
    }
    CallLayout { sig, results, params }
}
