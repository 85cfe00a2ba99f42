-- What people call types of events and properties.
create table label (
  of         text        not null check (of in ('type', 'event', 'profile')),
  name       text        not null, -- as events and profiles have it
  text       text        not null,
  changed    timestamptz not null,
  changed_by text        not null,
  primary key (of, name)
);
