-- What came of offers that went out and of those that were held out: the last record of each trigger. docs/effects.md says
-- how they become people and arms.
create table outcome (
  trigger_id     text             primary key, -- of the trigger, or of the one that it would have been
  campaign       text             not null,
  version        integer          not null,    -- as the job counts them
  user_id        text             not null,
  arm            text             not null,
  fired          timestamptz      not null,
  goals          bigint           not null,
  value          double precision not null,
  over           boolean          not null,    -- nothing more comes
  told           timestamptz      not null     -- when Kafka was given it
);

create index outcome_by_campaign on outcome (campaign);
create index outcome_by_told on outcome (told);

-- How many candidates did not go out, by hour in which Kafka was given them, and why.
create table withheld_hour (
  campaign       text             not null,
  hour           timestamptz      not null,
  reason         text             not null,
  winner         text             not null,    -- the campaign that went out in its place; empty for none
  withheld       bigint           not null,
  primary key (campaign, hour, reason, winner)
);

create index withheld_hour_by_time on withheld_hour (hour);

-- A document of rules for the offers of all campaigns, which fires nothing.
alter table campaign add column policy boolean not null default false;
