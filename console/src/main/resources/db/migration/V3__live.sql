-- What was counted of the streams, and how far. Offsets change with the counts, in one transaction.

create table stream_position (
  topic         text    not null,
  partition     integer not null,
  next_offset   bigint  not null,
  primary key (topic, partition)
);

create table trigger_minute (
  campaign      text        not null,
  minute        timestamptz not null, -- in which Kafka was given them
  fired         bigint      not null,
  primary key (campaign, minute)
);

create index trigger_minute_by_time on trigger_minute (minute);

-- Runs, not users: one user may begin a campaign many times.
create table funnel_step (
  campaign      text   not null,
  step          text   not null,
  entered       bigint not null,
  advanced      bigint not null, -- to another step, or to the end
  cancelled     bigint not null,
  expired       bigint not null,
  skipped       bigint not null,
  dropped       bigint not null,
  primary key (campaign, step)
);

-- Who is where right now.
create table funnel_waiting (
  campaign      text        not null,
  user_id       text        not null,
  step          text        not null,
  runs          integer     not null,
  since         timestamptz not null, -- of the last move
  primary key (campaign, user_id, step)
);

create index funnel_waiting_by_step on funnel_waiting (campaign, step, since);
