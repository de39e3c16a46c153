//! What the closed lists of the field are called, in English.

use crate::deck::kinds::{Family, Gate, State};
use crate::helped::levels::Axis;
use crate::helped::verdict::Verdict;
use crate::language::names::NameWords;
use crate::memory::recall::Recall;
use crate::record::event::Helped;

pub(super) const NAMES: NameWords = NameWords {
    state: State::as_str,
    state_line: |state| match state {
        State::Numb => "numb: little or nothing gets through",
        State::Flooded => "flooded: too much at once",
        State::Critical => "critical: hard on yourself",
        State::Flat => "flat: low, without drive",
        State::Disconnected => "disconnected: far away from people or yourself",
        State::Steady => "steady: fine as it is",
    },
    gate: Gate::as_str,
    gate_asks: |gate| match gate {
        Gate::Breath => {
            "Some practices turn to the breath. Watching it can bring dizziness or panic, and small breaths are fine."
        }
        Gate::Body => {
            "Some practices turn to the body or move it. It can bring up pain or memories, and you can stop at any time."
        }
        Gate::Touch => "Some practices rest a hand on your own body. If touch is not welcome, an object does as well.",
        Gate::Imagery => {
            "Some practices use pictures in the mind. Pictures can turn; if one does, leave it and look around."
        }
        Gate::Hold => {
            "These hold the breath for a few seconds. Leave them off in pregnancy, or with heart or lung disease, high \
             blood pressure, seizures or panic."
        }
        Gate::Cold => {
            "These use cool water on the skin. Leave them off in pregnancy, or with heart or rhythm problems, medicines \
             that slow the heart, high or low blood pressure, an eating disorder, or skin or fingers that react to cold."
        }
        Gate::Exertion => {
            "These get the heart working. Leave them off in pregnancy, or with heart or lung illness, asthma, high blood \
             pressure, fainting, an eating disorder or an injury."
        }
        Gate::Scan => {
            "These go through the body, part by part. With trauma, pain, body worries or a sense of being unreal, they \
             can make things harder."
        }
        Gate::Memory => "These come near a hard memory. Memories of trauma are better met with a therapist than alone.",
    },
    family: Family::name,
    axis: Axis::as_str,
    verdict: Verdict::as_str,
    verdict_within: |verdict| verdict.as_str().to_lowercase(),
    recall: |recall| match recall {
        Recall::Again => "not this time (it did not come, or something else did)",
        Recall::Hard => "with effort (slowly, or in part)",
        Recall::Good => "yes (the steps came)",
        Recall::Easy => "easily (they came at once)",
    },
    recall_word: Recall::words,
    one_of_two: |recall| match recall {
        Recall::Again | Recall::Hard => "not this time (it did not come, or you needed to look)",
        Recall::Good | Recall::Easy => "yes (it came to mind, slowly or quickly)",
    },
    helped: |helped| match helped {
        Helped::Helped => "it helped",
        Helped::Same => "no change",
        Helped::Worse => "worse",
        Helped::Unsure => "not sure",
    },
};
