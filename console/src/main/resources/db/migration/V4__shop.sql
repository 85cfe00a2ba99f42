-- Visitors of the demonstration shop.

create table shop_visitor (
  user_id       text        primary key,
  hash          bytea       not null unique, -- SHA-256 of the token; the token itself is not kept
  entered       timestamptz not null default now()
);
