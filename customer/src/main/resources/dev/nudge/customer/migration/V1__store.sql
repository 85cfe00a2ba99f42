-- What queries see: a view of each collection.
create schema if not exists data;

-- The password of the role that reads it.
create table customer.reader (
  single    boolean primary key default true check (single),
  password  text    not null
);

-- What a collection was when its table was made. A definition that means something else gets a table
-- of its own, which takes the place of the former when it has caught up.
create table customer.collection (
  id           text        not null,
  fingerprint  text        not null,
  made         timestamptz not null default now(),
  live         boolean     not null default false,
  primary key (id, fingerprint)
);

-- How far a table was fed. Changes with its rows, in one transaction.
create table customer.position (
  id           text    not null,
  fingerprint  text    not null,
  source       text    not null, -- TOPIC-PARTITION, or the address of a file
  next         bigint  not null, -- offset or row
  primary key (id, fingerprint, source),
  foreign key (id, fingerprint) references customer.collection on delete cascade
);

-- What became of what was read.
create table customer.tally (
  id           text    not null,
  fingerprint  text    not null,
  read         bigint  not null,
  refused      bigint  not null,
  primary key (id, fingerprint),
  foreign key (id, fingerprint) references customer.collection on delete cascade
);

-- Objects merged key by key, the later value wins, null removes.
create function customer.merged(before jsonb, after jsonb) returns jsonb
  language sql immutable parallel safe
  return (
    select coalesce(jsonb_object_agg(key, value), '{}')
    from jsonb_each(coalesce(before, '{}') || coalesce(after, '{}'))
    where value <> 'null'
  );

create function customer.merge_step(before jsonb, after jsonb) returns jsonb
  language sql immutable parallel safe
  return coalesce(before, '{}') || coalesce(after, '{}');

-- Without removing yet: what a later object nulls may stand in the table.
create aggregate customer.merge(jsonb) (sfunc = customer.merge_step, stype = jsonb);

-- Arrays as sets.
create function customer.united(before anyarray, after anyarray) returns anyarray
  language sql immutable parallel safe as
$$
  select coalesce(array_agg(distinct element order by element), '{}')
  from unnest(before || after) as element
$$;

create aggregate customer.unite(anyarray) (sfunc = customer.united, stype = anyarray);
