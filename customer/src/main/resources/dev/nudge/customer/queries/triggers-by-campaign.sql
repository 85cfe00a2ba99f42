/*
description: How often each campaign fired lately, and for how many people.
parameters:
  lately: {type: duration, default: 7d, min: 1s, max: 365d, description: How far back that goes.}
cache: 10s
*/
select campaign, count(*) as triggers, count(distinct user_id) as people, max(event_time) as last
from triggers
where event_time >= now() - :lately
group by campaign
order by triggers desc, campaign
