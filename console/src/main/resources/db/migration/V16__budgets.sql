-- What campaigns with a budget have spent, as the job told last.
create table budget_spent (
  campaign     text             primary key,
  spent        double precision not null,
  day          date             not null,
  spent_on_day double precision not null
);

-- A campaign may run in the shadow.
alter table campaign drop constraint campaign_state_check,
  add constraint campaign_state_check check (state in ('draft', 'live', 'shadow', 'paused', 'ended'));
alter table campaign_version drop constraint campaign_version_state_check,
  add constraint campaign_version_state_check check (state in ('draft', 'live', 'shadow', 'paused', 'ended'));
