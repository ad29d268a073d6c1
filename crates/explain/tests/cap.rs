//! Any question to `goslice cap` has an answer, and text and JSON agree on it.

use goslice::{Arch, Elem, Release};
use goslice_explain::cap::{self, Question};
use goslice_explain::gotype::{self, ElemType};
use proptest::prelude::*;

fn any_number() -> impl Strategy<Value = i64> {
    prop_oneof![4 => 0..3000i64, 2 => 0..(1i64 << 33), 1 => 0..=i64::MAX, 1 => (i64::MAX - 5)..=i64::MAX]
}

prop_compose! {
    fn any_question()(
        size in prop_oneof![0..40u64, 0..100_000u64, any::<u32>().prop_map(u64::from)],
        has_pointers in any::<bool>(),
        ty_is_known in any::<bool>(),
        arch in prop::sample::select(&Arch::ALL[..]),
        releases in prop::sample::subsequence(Release::all().collect::<Vec<_>>(), 1..=20),
        len in prop::option::of(any_number()),
        cap in prop::option::of(any_number()),
        append in any_number(),
        one_by_one in any::<bool>(),
    ) -> Question {
        let int = |n: i64| n.min(arch.max_int());
        let (len, cap) = (len.map(int), cap.map(int));
        Question {
            ty: ElemType { name: "T".to_owned(), elem: Elem { size, has_pointers } },
            ty_is_known,
            arch,
            releases,
            len: match (len, cap) {
                (Some(len), Some(cap)) => Some(len.min(cap)),
                _ => len,
            },
            cap,
            append: int(append),
            one_by_one,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn text_begins_with_the_answer_that_json_gives(question in any_question()) {
        let text = cap::text(&question);
        let json: serde_json::Value = serde_json::from_str(&cap::json(&question)).unwrap();
        let headline = text.lines().next().unwrap();
        let answers = match &json["cap"] {
            serde_json::Value::Array(caps) => caps.clone(),
            cap => vec![cap.clone()],
        };
        for cap in answers {
            let shown = if cap.is_null() { "panic".to_owned() } else { cap.to_string() };
            prop_assert!(headline.contains(&shown), "{headline} does not say {shown}");
        }
    }

    #[test]
    fn any_text_is_a_type_or_an_error_at_a_place_in_it(text in r"(\[\]|\[3\]|\*|struct|\{|\}|\(|\)|func|map|chan|<-|int|string|;|,| |a|\n|é|`|\.){0,20}") {
        if let Err(err) = gotype::parse_slice(&text, Arch::Amd64) {
            prop_assert!(text.is_char_boundary(err.offset), "{text:?} {err:?}");
        }
    }
}
