/*
description: To how many people so many offers went in each week, which begins on Monday in UTC; 10 stands for ten and more.
parameters:
  lately: {type: duration, default: 28d, min: 1s, max: 365d, description: How far back that goes; the first week is whole.}
cache: 60s
*/
select week, least(offers, 10) as offers, count(*) as people, sum(offers)::bigint as offers_in_all
from (
  select date_trunc('week', event_time, 'UTC') as week, user_id, count(*) as offers
  from triggers
  where event_time >= date_trunc('week', now() - :lately, 'UTC')
  group by week, user_id
) as weeks_of_people
group by week, least(offers, 10)
order by week, offers
