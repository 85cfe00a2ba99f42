-- The funnel as the job counts it: totals of each of its subtasks, by the life of a campaign, which begins anew after an
-- end. The sum of the parts is the funnel. docs/live.md says how the records are read.
create table funnel_part (
  campaign      text    not null,
  life          integer not null,
  part          integer not null, -- -1: counted by the console from transitions, before the job counted
  step          text    not null,
  entered       bigint  not null, -- runs, not users: one user may begin a campaign many times
  advanced      bigint  not null, -- to another step, or to the end
  cancelled     bigint  not null,
  expired       bigint  not null,
  skipped       bigint  not null,
  dropped       bigint  not null,
  waiting       bigint  not null, -- users; of one part it may be less than nothing
  past          boolean not null default false, -- void as soon as another part tells of the campaign's life
  primary key (campaign, life, part, step)
);

insert into funnel_part
select campaign, 0, -1, step, entered, advanced, cancelled, expired, skipped, dropped, 0 from funnel_step;

drop table funnel_step;
drop table funnel_waiting;
