/*
description: How many people two campaigns both reached lately, the pairs with the most first.
parameters:
  lately: {type: duration, default: 7d, min: 1s, max: 365d, description: How far back that goes.}
cache: 60s
*/
with reached as (
  select distinct campaign, user_id from triggers where event_time >= now() - :lately
),
sizes as (
  select campaign, count(*) as people from reached group by campaign
)
select one.campaign, other.campaign as other, count(*) as shared,
  max(one_size.people) as people, max(other_size.people) as other_people
from reached one
join reached other on other.user_id = one.user_id and other.campaign > one.campaign
join sizes one_size on one_size.campaign = one.campaign
join sizes other_size on other_size.campaign = other.campaign
group by one.campaign, other.campaign
order by shared desc, one.campaign, other.campaign
