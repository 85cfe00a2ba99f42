-- The queries that a token may ask, beside what its scopes allow.
alter table token add column queries text[] not null default '{}';
