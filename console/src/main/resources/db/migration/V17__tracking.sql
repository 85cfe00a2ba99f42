-- Which user a visitor has turned out to be: what comes with the visitor's id is the user's from then on.
create table visitor_link (
  visitor text        primary key,
  userid  text        not null,
  since   timestamptz not null default now()
);
create index visitor_link_userid on visitor_link (userid);

-- What tracking messages have told of people, so that each record of a profile says all of it.
create table collected_profile (
  userid  text        primary key,
  traits  text        not null, -- JSON, as it came
  changed timestamptz not null default now()
);
