//! How long tuning takes beside the crate's own training and evaluation, and whether a screen goes on meanwhile.

use std::time::{Duration, Instant};

use fsrs::{ComputeParametersInput, DEFAULT_PARAMETERS, FSRS, compute_parameters};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::widgets::Paragraph;
use rekindle::memory::tuning::{History, Rule, Watch, tune};

/// Frames are drawn this often while a thread tunes.
const FRAME: Duration = Duration::from_millis(16);

/// Measures on a history, and prints what was found.
pub fn measure(history: &History) {
    let (items, cards) = history.training(usize::MAX);
    println!("{} answers to learn from, {} items as the crate trains on them", history.len(), items.len());
    let timed = |name: &str, work: &dyn Fn()| {
        let began = Instant::now();
        work();
        let took = began.elapsed();
        println!("{name}: {:.3} s", took.as_secs_f64());
        took
    };
    let crates = |ids: Option<Vec<i64>>| {
        let input =
            ComputeParametersInput { train_set: items.clone(), card_ids: ids, ..ComputeParametersInput::default() };
        compute_parameters(input).expect("enough to train on");
    };
    let by_card = timed("the crate's training, with card ids", &|| crates(Some(cards.clone())));
    let by_answer = timed("the crate's training, without", &|| crates(None));
    let evaluated = |ids: bool| {
        let fsrs = FSRS::new(&DEFAULT_PARAMETERS).expect("sound");
        let _ = if ids {
            fsrs.evaluate_with_card_ids(items.clone(), cards.clone(), |_| true)
        } else {
            fsrs.evaluate(items.clone(), |_| true)
        };
    };
    let evaluation = timed("one evaluation, with card ids", &|| evaluated(true));
    let plain = timed("one evaluation, without", &|| evaluated(false));
    let whole = timed("tuning, everything", &|| {
        tune(history, &DEFAULT_PARAMETERS, &Rule::OURS, &Watch::default()).expect("nobody stops it");
    });
    let ratio = |bare: Duration| whole.as_secs_f64() / bare.as_secs_f64();
    println!("tuning ÷ (both trainings + one evaluation each): {:.2}", ratio(by_card + by_answer + evaluation + plain));
    println!("tuning ÷ (the slower training + one evaluation): {:.2}", ratio(by_answer + plain));

    let began = Instant::now();
    let (mut frames, mut longest, mut last) = (0, Duration::ZERO, Instant::now());
    std::thread::scope(|scope| {
        let search = scope.spawn(|| tune(history, &DEFAULT_PARAMETERS, &Rule::OURS, &Watch::default()));
        let mut terminal = Terminal::new(TestBackend::new(80, 24)).expect("a terminal in memory");
        while !search.is_finished() {
            let text = format!("frame {frames}\n{}", "words ".repeat(200));
            terminal.draw(|frame| frame.render_widget(Paragraph::new(text), frame.area())).expect("drawn");
            frames += 1;
            longest = longest.max(last.elapsed());
            last = Instant::now();
            std::thread::sleep(FRAME);
        }
    });
    println!(
        "{frames} frames while a thread tuned for {:.2} s; the longest wait for one {:.1} ms",
        began.elapsed().as_secs_f64(),
        longest.as_secs_f64() * 1e3
    );
}
