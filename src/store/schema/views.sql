-- Views of the record. Law one: rebuilt equals stored.

CREATE TABLE undone (
  event BLOB NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- What was erased: ids alone, so that nothing brings it back.
CREATE TABLE erased (
  event BLOB NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
  key   TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE gate (
  gate    TEXT    NOT NULL PRIMARY KEY,
  allowed INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
  position INTEGER NOT NULL PRIMARY KEY,
  name     TEXT    NOT NULL,
  reach    TEXT    NOT NULL
) STRICT;

CREATE TABLE deck (
  id       TEXT    NOT NULL PRIMARY KEY,
  version  TEXT    NOT NULL,
  title    TEXT    NOT NULL,
  shipped  INTEGER NOT NULL,
  -- where the deck itself stands in the log
  clock    INTEGER NOT NULL,
  device   BLOB    NOT NULL,
  number   INTEGER NOT NULL,
  -- digest of the file that it was read from; NULL where there was none
  source   TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE family (
  number INTEGER NOT NULL PRIMARY KEY,
  word   TEXT    NOT NULL UNIQUE
) STRICT;

CREATE TABLE card (
  number     INTEGER NOT NULL PRIMARY KEY,
  id         TEXT    NOT NULL UNIQUE,
  deck       TEXT    NOT NULL,
  -- its place in the deck that held it last
  position   INTEGER NOT NULL,
  title      TEXT    NOT NULL,
  family     INTEGER NOT NULL REFERENCES family (number),
  seconds    INTEGER NOT NULL,
  gates      INTEGER NOT NULL,
  states     INTEGER NOT NULL,
  body       INTEGER NOT NULL,
  pinned     INTEGER NOT NULL,
  active     INTEGER NOT NULL,
  favourite  INTEGER NOT NULL DEFAULT 0,
  -- first day on which it may come up again; NULL when it does not rest
  rests_until INTEGER,
  -- what is remembered; NULL before the first answer
  stability  REAL,
  difficulty REAL,
  last_day   INTEGER,
  due        INTEGER,
  reviews    INTEGER NOT NULL DEFAULT 0,
  lapses     INTEGER NOT NULL DEFAULT 0
) STRICT;
-- Covers the question "what is due", so that planning never touches the card table. The brackets matter: without
-- them SQLite does not see that active and pinned are known, and reads the table after all.
CREATE INDEX card_due ON card
  (due, stability, difficulty, last_day, seconds, family, gates, states, body, favourite, rests_until)
  WHERE due IS NOT NULL AND (active = 1 AND pinned = 0);
CREATE INDEX card_deck ON card (deck, position);
CREATE INDEX card_favourite ON card (number) WHERE favourite = 1;

-- How many cards come round on each day, kept by the card table itself: the lightest day is found in one short read.
CREATE TABLE due_day (
  day   INTEGER NOT NULL PRIMARY KEY,
  cards INTEGER NOT NULL
) STRICT;
CREATE TRIGGER card_comes_round AFTER UPDATE OF due ON card WHEN OLD.due IS NOT NEW.due BEGIN
  UPDATE due_day SET cards = cards - 1 WHERE day = OLD.due;
  INSERT INTO due_day (day, cards) SELECT NEW.due, 1 WHERE NEW.due IS NOT NULL
    ON CONFLICT (day) DO UPDATE SET cards = cards + 1;
END;
CREATE TRIGGER card_goes AFTER DELETE ON card WHEN OLD.due IS NOT NULL BEGIN
  UPDATE due_day SET cards = cards - 1 WHERE day = OLD.due;
END;

CREATE TABLE card_text (
  card     INTEGER NOT NULL PRIMARY KEY REFERENCES card (number) ON DELETE CASCADE,
  -- what the author wrote
  text     TEXT    NOT NULL,
  -- the same with the person's own words in it; NULL where they have none
  own      TEXT
) STRICT;

CREATE TABLE path (
  number   INTEGER NOT NULL PRIMARY KEY,
  id       TEXT    NOT NULL UNIQUE,
  deck     TEXT    NOT NULL,
  title    TEXT    NOT NULL,
  shipped  INTEGER NOT NULL,
  added    INTEGER NOT NULL,
  implied  INTEGER NOT NULL,
  position INTEGER NOT NULL
) STRICT;

CREATE TABLE path_card (
  path     INTEGER NOT NULL REFERENCES path (number) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  card     TEXT    NOT NULL,
  -- 1 while the card is in a deck, can be scheduled, and was never begun
  waiting  INTEGER NOT NULL,
  PRIMARY KEY (path, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX path_waiting ON path_card (path, position, card) WHERE waiting = 1;
CREATE INDEX path_of_card ON path_card (card);

-- Clustered by card and time: one card's history is one read, and so is the whole log by card.
CREATE TABLE practice (
  card     INTEGER NOT NULL REFERENCES card (number),
  at       INTEGER NOT NULL,
  clock    INTEGER NOT NULL,
  device   BLOB    NOT NULL,
  number   INTEGER NOT NULL,
  offset   INTEGER NOT NULL,
  day      INTEGER NOT NULL,
  kind     INTEGER NOT NULL,
  recall   INTEGER,
  due      INTEGER,
  seconds  INTEGER,
  state    INTEGER,
  distress_before   INTEGER,
  distress_after    INTEGER,
  connection_before INTEGER,
  connection_after  INTEGER,
  helped   INTEGER,
  -- whether the technique was used, and not only remembered
  used     INTEGER NOT NULL,
  -- whether no other technique was used in the half hour before; 0 when it was not used
  alone    INTEGER NOT NULL,
  PRIMARY KEY (card, at, clock, device, number)
) STRICT, WITHOUT ROWID;
-- Uses by time, for what came shortly before and after.
CREATE INDEX practice_used ON practice (at, clock, device, number) WHERE used = 1;

-- How the person said they were, and waits without a practice between two ratings.
CREATE TABLE check_in (
  at         INTEGER NOT NULL,
  clock      INTEGER NOT NULL,
  device     BLOB    NOT NULL,
  number     INTEGER NOT NULL,
  offset     INTEGER NOT NULL,
  state      INTEGER,
  distress   INTEGER,
  connection INTEGER,
  PRIMARY KEY (at, clock, device, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE waited (
  at         INTEGER NOT NULL,
  clock      INTEGER NOT NULL,
  device     BLOB    NOT NULL,
  number     INTEGER NOT NULL,
  distress_before   INTEGER,
  distress_after    INTEGER,
  connection_before INTEGER,
  connection_after  INTEGER,
  PRIMARY KEY (at, clock, device, number)
) STRICT, WITHOUT ROWID;

-- Cells of what helped: all uses of a card in a state (-1 for none) as whole numbers. The prefix says the axis; x is
-- the level before, y the one after, and the unrated ones count as if nothing had changed.
CREATE TABLE helped (
  card   INTEGER NOT NULL REFERENCES card (number),
  state  INTEGER NOT NULL,
  uses   INTEGER NOT NULL,
  judged INTEGER NOT NULL,
  worse  INTEGER NOT NULL,
  d_n  INTEGER NOT NULL,
  d_x  INTEGER NOT NULL,
  d_y  INTEGER NOT NULL,
  d_xx INTEGER NOT NULL,
  d_xy INTEGER NOT NULL,
  d_yy INTEGER NOT NULL,
  d_unrated    INTEGER NOT NULL,
  d_unrated_x  INTEGER NOT NULL,
  d_unrated_xx INTEGER NOT NULL,
  d_both    INTEGER NOT NULL,
  d_no_room INTEGER NOT NULL,
  d_carried INTEGER NOT NULL,
  c_n  INTEGER NOT NULL,
  c_x  INTEGER NOT NULL,
  c_y  INTEGER NOT NULL,
  c_xx INTEGER NOT NULL,
  c_xy INTEGER NOT NULL,
  c_yy INTEGER NOT NULL,
  c_unrated    INTEGER NOT NULL,
  c_unrated_x  INTEGER NOT NULL,
  c_unrated_xx INTEGER NOT NULL,
  c_both    INTEGER NOT NULL,
  c_no_room INTEGER NOT NULL,
  c_carried INTEGER NOT NULL,
  said_helped INTEGER NOT NULL,
  said_same   INTEGER NOT NULL,
  said_worse  INTEGER NOT NULL,
  said_unsure INTEGER NOT NULL,
  -- the rest that the record asks for: first day after it, which rule, and when the use was that fired it
  rest_until INTEGER,
  rest_why   INTEGER,
  rest_since INTEGER,
  PRIMARY KEY (card, state)
) STRICT, WITHOUT ROWID;
CREATE INDEX helped_state ON helped (state, uses);
CREATE INDEX helped_rest ON helped (rest_until) WHERE rest_until IS NOT NULL;

CREATE TABLE helped_card (
  card INTEGER NOT NULL PRIMARY KEY REFERENCES card (number),
  uses INTEGER NOT NULL,
  said INTEGER NOT NULL
) STRICT;
CREATE INDEX helped_uses ON helped_card (uses, said);

-- Techniques that were used equally often, taken together, for each view of the pool and each axis: the pool needs no
-- more than this, however many techniques there are.
CREATE TABLE helped_group (
  view  INTEGER NOT NULL,
  axis  INTEGER NOT NULL,
  n     INTEGER NOT NULL,
  cards INTEGER NOT NULL,
  x     INTEGER NOT NULL,
  y     INTEGER NOT NULL,
  qxx   INTEGER NOT NULL,
  qxy   INTEGER NOT NULL,
  qyy   INTEGER NOT NULL,
  PRIMARY KEY (view, axis, n)
) STRICT, WITHOUT ROWID;

-- Totals of a practice day, by family: what statistics over days and breadth over families read.
CREATE TABLE day_family (
  day       INTEGER NOT NULL,
  family    INTEGER NOT NULL REFERENCES family (number),
  practices INTEGER NOT NULL,
  learned   INTEGER NOT NULL,
  reviews   INTEGER NOT NULL,
  recalled  INTEGER NOT NULL,
  seconds   INTEGER NOT NULL,
  PRIMARY KEY (day, family)
) STRICT, WITHOUT ROWID;
-- When each family was practised last, without reading every day.
CREATE INDEX day_of_family ON day_family (family, day);
