/*
description: What was bought most often lately.
parameters:
  lately: {type: duration, default: 28d, min: 1s, max: 366d, description: How far back that goes.}
  top: {type: integer, default: 10, min: 1, max: 100, description: So many at most.}
cache: 10s
*/
select coalesce(name, product_id) as product, product_id, times
from (
  select item as product_id, count(*) as times
  from purchases
  cross join unnest(items) as item
  where event_time >= now() - :lately
  group by item
) as bought
left join products using (product_id)
order by times desc, product_id
limit :top
