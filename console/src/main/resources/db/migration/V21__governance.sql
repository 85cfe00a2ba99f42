-- Who answers for a campaign and what it belongs to; who wrote the draft that stands now.
alter table campaign add column owner text not null default '';
alter table campaign add column tags text[] not null default '{}';
alter table campaign add column draft_by text[] not null default '{}';

update campaign set draft_by = array[changed_by] where draft is not null;

create index campaign_tags on campaign using gin (tags);

-- Drafts that somebody wants published and somebody else is to look at. One is open at a time.
create table approval (
  id          bigint      generated always as identity primary key,
  campaign    text        not null references campaign on delete cascade,
  revision    bigint      not null,  -- of the draft that was seen
  written_by  text[]      not null,
  asked_by    text        not null,
  asked       timestamptz not null default now(),
  note        text        not null,
  at          timestamptz,           -- when it is to go live; none for at once
  zone        text,                  -- in which that was said
  state       text        not null default 'open'
    check (state in ('open', 'approved', 'refused', 'withdrawn', 'replaced')),
  settled_by  text,
  settled     timestamptz,
  answer      text        not null default ''
);

create unique index approval_open on approval (campaign) where state = 'open';
create index approval_by_campaign on approval (campaign, id);

-- What is to happen to a campaign at a time. Whoever does it holds the row and marks it in the same
-- transaction, so that it happens once, however many consoles there are.
create table planned_change (
  id          bigint      generated always as identity primary key,
  campaign    text        not null references campaign on delete cascade,
  action      text        not null check (action in ('publish', 'end')),
  at          timestamptz not null,
  zone        text        not null,  -- in which the time was said
  text        text,                  -- what is to be published: as it was then, whatever the draft is now
  revision    bigint,                -- of the draft that it was
  after       integer     not null,  -- the newest version then; publishing wants it to be the newest still
  by          text        not null,
  made        timestamptz not null default now(),
  note        text        not null default '',
  state       text        not null default 'open'
    check (state in ('open', 'done', 'failed', 'cancelled')),
  settled     timestamptz,
  reason      text        not null default '',
  version     integer
);

create unique index planned_change_open on planned_change (campaign, action) where state = 'open';
create index planned_change_due on planned_change (at) where state = 'open';
create index planned_change_by_campaign on planned_change (campaign, id);
