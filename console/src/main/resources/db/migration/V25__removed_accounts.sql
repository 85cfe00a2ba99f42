-- Accounts that were removed a short while ago, as they were: whoever thinks better of it restores them.
create table removed_account (
  id            bigint      primary key, -- that it had
  name          text        not null,
  password      text        not null,
  role          text        not null,
  language      text        not null,
  created       timestamptz not null,
  removed       timestamptz not null default now()
);
