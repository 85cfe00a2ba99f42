-- Segments as they are evaluated, by the definition that was read last.
create table customer.segment (
  id           text        primary key,
  description  text        not null,
  who          text        not null,
  fingerprint  text        not null,
  size         bigint      not null default 0,
  -- Users up to this one have been looked at in the pass under way; null where none is.
  up_to        text        default '',
  looked_at    bigint      not null default 0,
  began        timestamptz not null default now(),
  -- Who wrote before this transaction did not know that there is a segment to be told of.
  made         xid8        not null default pg_current_xact_id()
);

-- Who is in which. Distributed by user_id.
create table customer.segment_member (
  user_id  text        not null,
  segment  text        not null,
  since    timestamptz not null,
  primary key (user_id, segment)
);
create index on customer.segment_member (segment, user_id);

create table customer.segment_size (
  segment  text        not null,
  at       timestamptz not null,
  size     bigint      not null,
  primary key (segment, at)
);

-- Who entered and left, in order, until Kafka has it.
create table customer.segment_outbox (
  seq      bigint      generated always as identity primary key,
  id       text        not null default gen_random_uuid()::text, -- of the event
  user_id  text        not null,
  segment  text        not null,
  entered  boolean     not null,
  at       timestamptz not null,
  segments text[]      not null -- that the user was in then
);

-- Users of whom something was written since they were looked at. Without a key, so that nobody who
-- writes waits for another.
create table customer.segment_changed (
  user_id   text     not null,
  by_event  boolean  not null -- and not by a profile alone
);

create function customer.note_written() returns trigger language plpgsql as
$$
begin
  if exists (select from customer.segment) then
    insert into customer.segment_changed (user_id, by_event)
    select distinct user_id::text, tg_table_name not like 'profiles\_%' from written;
  end if;
  return null;
end
$$;

-- Lets every table under the view of customers note whose rows are written. A table that comes anew
-- was filled before: everybody is looked at again.
create function customer.watch_customers() returns void language plpgsql as
$$
declare
  watched regclass;
begin
  for watched in
    with recursive under (id) as (
      select to_regclass('data.customers')::oid
      union
      select pg_depend.refobjid
      from under
      join pg_rewrite on pg_rewrite.ev_class = under.id
      join pg_depend on pg_depend.classid = 'pg_rewrite'::regclass
        and pg_depend.objid = pg_rewrite.oid
        and pg_depend.refclassid = 'pg_class'::regclass
    )
    select under.id::regclass
    from under
    join pg_class on pg_class.oid = under.id
    join pg_attribute on attrelid = under.id and attname = 'user_id' and not attisdropped
    where relkind in ('r', 'p') and not relispartition
      and not exists (select from pg_trigger where tgrelid = under.id and tgname = 'note_inserted')
  loop
    execute format(
      'create trigger note_inserted after insert on %s referencing new table as written'
        ' for each statement execute function customer.note_written()', watched);
    execute format(
      'create trigger note_updated after update on %s referencing new table as written'
        ' for each statement execute function customer.note_written()', watched);
    execute format(
      'create trigger note_deleted after delete on %s referencing old table as written'
        ' for each statement execute function customer.note_written()', watched);
    update customer.segment set up_to = '', looked_at = 0, began = now();
  end loop;
end
$$;

create view data.segments as
  select id as segment, description, who, size from customer.segment;

create view data.segment_members as
  select segment, user_id, since from customer.segment_member;

create view data.segment_sizes as
  select segment, at, size from customer.segment_size;
