//! The machine that code is made for: this one.

use cranelift_codegen::isa::{self, OwnedTargetIsa};
use cranelift_codegen::settings::{self, Configurable};

/// Cranelift's description of the host, with the settings that Go code needs.
pub(crate) fn host() -> OwnedTargetIsa {
    let mut flags = settings::builder();
    let settings = [
        ("opt_level", "speed"),
        ("preserve_frame_pointers", "true"),
        ("unwind_info", "false"),
        // Frames are checked against the limit in `g` before they are touched.
        ("enable_probestack", "false"),
        ("is_pic", "false"),
        ("enable_verifier", if cfg!(debug_assertions) { "true" } else { "false" }),
        // Go programs are as trusted as their user.
        ("enable_heap_access_spectre_mitigation", "false"),
        ("enable_table_access_spectre_mitigation", "false"),
    ];
    for (name, value) in settings {
        flags.set(name, value).expect("a setting that Cranelift knows");
    }
    let mut builder = isa::lookup_by_name("x86_64-unknown-linux-gnu").expect("Cranelift was built for x86-64");
    for (feature, present) in host_features() {
        builder.set(feature, if present { "true" } else { "false" }).expect("a feature that Cranelift knows");
    }
    builder.finish(settings::Flags::new(flags)).expect("settings that agree")
}

/// Cranelift's names of the instruction sets that matter for scalar code, and whether the host has them.
fn host_features() -> [(&'static str, bool); 12] {
    [
        ("has_sse3", std::is_x86_feature_detected!("sse3")),
        ("has_ssse3", std::is_x86_feature_detected!("ssse3")),
        ("has_sse41", std::is_x86_feature_detected!("sse4.1")),
        ("has_sse42", std::is_x86_feature_detected!("sse4.2")),
        ("has_avx", std::is_x86_feature_detected!("avx")),
        ("has_avx2", std::is_x86_feature_detected!("avx2")),
        ("has_fma", std::is_x86_feature_detected!("fma")),
        ("has_popcnt", std::is_x86_feature_detected!("popcnt")),
        ("has_lzcnt", std::is_x86_feature_detected!("lzcnt")),
        ("has_bmi1", std::is_x86_feature_detected!("bmi1")),
        ("has_bmi2", std::is_x86_feature_detected!("bmi2")),
        ("has_cmpxchg16b", std::is_x86_feature_detected!("cmpxchg16b")),
    ]
}
