//! Every call that SQLite makes of the disk fails in turn, once and for ever, in every kind of work on the record.

use std::fs;
use std::os::unix::fs::DirBuilderExt;
use std::sync::atomic::{AtomicU64, Ordering};

use super::disk::{Fault, Plan, failing};
use super::life::{self, Deed, Life};
use super::{halves, sized, tell};

/// A kind of work, and the record that it begins from; none for the very first start.
struct Scenario {
    name: &'static str,
    record: Option<Vec<u8>>,
    deeds: Vec<Deed>,
}

fn scenarios() -> Vec<Scenario> {
    let record = Some(life::practised_for_weeks());
    let of = |name, deeds| Scenario { name, record: record.clone(), deeds };
    vec![
        of("session", life::session()),
        Scenario { name: "first start", record: None, deeds: life::first_run() },
        of("import", life::import()),
        of("deck update", life::update()),
        of("undo", life::undo()),
        of("backup", life::back_up()),
        of("erasing", life::erase()),
    ]
}

/// Lives the scenario on a disk that fails as planned, and holds what must hold afterwards. Returns the calls that
/// could fail and those that did.
fn lived(scenario: &Scenario, plan: Plan) -> super::disk::Seen {
    let folder = super::folder();
    let data = folder.path().join("data");
    if let Some(record) = &scenario.record {
        fs::DirBuilder::new().mode(0o700).create(&data).unwrap();
        fs::write(data.join(rekindle::store::FILE), record).unwrap();
    }
    let tries = if plan.for_ever { 1 } else { 3 };
    let mut life = Life::new(&data, tries);
    let ((), seen) = failing(plan, || life.run(&scenario.deeds));
    let when = format!("{} with {plan:?}", scenario.name);
    life.holds(&when);
    if !plan.for_ever {
        assert!(life.all_kept(), "{when}: the next try did not help: {:#?}", life.said);
    }
    seen
}

/// Fails every `step`th call of every scenario in turn, and tells how many were tried.
fn every_call(fault: Fault, step: u64) {
    let (points, failed) = (AtomicU64::new(0), AtomicU64::new(0));
    let mut said = Vec::new();
    for scenario in &scenarios() {
        let calls = lived(scenario, Plan::only_count(fault)).calls;
        assert!(calls > 20, "{}: {calls} calls, so the layer is in place", scenario.name);
        halves(calls.div_ceil(step), |number| {
            for for_ever in [false, true] {
                let seen = lived(scenario, Plan { fault, from: number * step + 1, for_ever });
                assert!(seen.failed > 0 || for_ever, "{}: call {number} never came", scenario.name);
                points.fetch_add(1, Ordering::Relaxed);
                failed.fetch_add(seen.failed, Ordering::Relaxed);
            }
        });
        said.push(format!("{} {calls}", scenario.name));
    }
    tell(&format!(
        "{fault:?} disk: {} points tried ({} calls that could fail; every {step}, once and for ever), {} calls failed, \
         0 answers lost, 0 files unreadable",
        points.into_inner(),
        said.join(", "),
        failed.into_inner()
    ));
}

#[test]
fn an_error_at_any_call_of_the_disk_loses_nothing() {
    every_call(Fault::Broken, sized(13, 1, 1));
}

#[test]
fn a_disk_that_is_full_at_any_write_loses_nothing() {
    every_call(Fault::Full, sized(5, 1, 1));
}

#[test]
#[should_panic(expected = "acknowledged, write")]
fn an_answer_that_went_missing_would_be_noticed() {
    let folder = super::folder();
    let mut life = Life::new(folder.path(), 1);
    life.run(&life::first_run());
    let record = rusqlite::Connection::open(folder.path().join(rekindle::store::FILE)).unwrap();
    record.execute("DELETE FROM event WHERE kind = 'practised'", []).unwrap();
    drop(record);
    rekindle::store::Store::open(folder.path(), rekindle::clock::Chance::seeded(1)).unwrap().rebuild().unwrap();
    life.holds("a record that lost an answer");
}
