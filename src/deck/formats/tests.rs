use super::read;

#[test]
fn nothing_is_not_a_deck() {
    assert_eq!(read(b"").problems[0].message, "the file is empty");
}
