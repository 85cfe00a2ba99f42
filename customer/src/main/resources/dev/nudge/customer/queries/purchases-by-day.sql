/*
description: |
  Purchases of each of the last days, in UTC, the earliest first.
  What was spent is null on a day of which no price is known.
parameters:
  days: {type: integer, default: 28, min: 1, max: 366, description: "So many, today among them."}
cache: 10s
*/
with
  today as (select date_trunc('day', now()) as at),
  days as (
    select generate_series(at - (:days - 1) * interval '1 day', at, '1 day') as day from today
  ),
  bought as (
    select date_trunc('day', event_time) as day, count(*) as purchases, sum(total) as spent
    from purchases
    where event_time >= (select min(day) from days)
    group by 1
  )
select day::date as day, coalesce(purchases, 0) as purchases, spent
from days
left join bought using (day)
order by days.day
