/*
description: How many customers there are, and how many of them did something, bought something or got an offer lately.
parameters:
  lately: {type: duration, default: 1d, min: 1s, max: 366d, description: How far back that goes.}
cache: 30s
*/
select
  (select count(*) from (select user_id from visits union select user_id from profiles) as people)
    as customers,
  (select count(*) from visits where last_seen >= now() - :lately) as seen_lately,
  (select count(*) from spending where last_purchase >= now() - :lately) as bought_lately,
  (select count(distinct user_id) from triggers where event_time >= now() - :lately)
    as reached_lately
