-- A token that has another text: what it was opens the same until then.
alter table token
  add column rotated   timestamptz,
  add column old_hash  bytea unique,
  add column old_until timestamptz,
  add column old_used  timestamptz;
