-- The version that a line of the history belongs to, as people count: a pause, a resumption or an end is of the one before.
alter table campaign_version add said integer;

update campaign_version v set said = counted.said
from (select campaign, number, count(*) filter (where not status_alone) over (partition by campaign order by number) as said
  from campaign_version) counted
where counted.campaign = v.campaign and counted.number = v.number;

alter table campaign_version alter said set not null;

-- Whoever went back to a version said its number.
update audit a set detail = 'to version ' || v.said
from campaign_version v
where a.action = 'rollback' and a.detail ~ '^to version [0-9]{1,9}$'
  and v.campaign = a.campaign and v.number = substring(a.detail from '[0-9]+')::integer;
