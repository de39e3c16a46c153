-- One row: who this record's own device is.
CREATE TABLE device (
  id BLOB NOT NULL
) STRICT;

-- Which shipped decks were looked at last: only saves looking again, so it is no part of the record.
CREATE TABLE shipped (
  digest INTEGER NOT NULL
) STRICT;
