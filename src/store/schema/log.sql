-- The record (event) is the truth. Every other table is a view of it that can be rebuilt.
--
-- event is clustered in the one order that is the same on every device, so an answer lands at its end and
-- reading the log in order is reading the table.
CREATE TABLE event (
  clock   INTEGER NOT NULL,
  device  BLOB    NOT NULL,
  number  INTEGER NOT NULL,
  id      BLOB    NOT NULL,
  at      INTEGER NOT NULL,
  offset  INTEGER NOT NULL,
  kind    TEXT    NOT NULL,
  subject TEXT,
  body    TEXT    NOT NULL,
  -- checks the rest of the row, so that an entry which was damaged is never taken for one that was written
  sum     INTEGER NOT NULL,
  PRIMARY KEY (clock, device, number)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX event_id ON event (id);
-- The last event on a subject decides its view: a setting, a gate, a deck, a resting card, the latest session.
CREATE INDEX event_subject ON event (subject, clock) WHERE subject IS NOT NULL;
