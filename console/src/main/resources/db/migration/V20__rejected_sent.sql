-- Records that could not be used and were written to their topic once more, by where they had stood.
create table rejected_sent (
  place text        primary key,
  at    timestamptz not null default now()
);
