/*
description: Who a customer is, what he or she has spent, and what lies in the basket now.
parameters:
  userid: {type: text, required: true, description: The customer.}
*/
with
  bought as (
    select count(*) as orders, coalesce(sum(total), 0) as spend, round(avg(total), 2) as average,
      max(event_time) as last_purchase
    from user_purchases
    where user_id = :userid
  ),
  -- Of each thing, what was done last since the last purchase.
  latest as (
    select distinct on (product_id) product_id, activity
    from user_activity, bought
    where user_id = :userid and activity in ('add', 'remove')
      and event_time > coalesce(last_purchase, '-infinity')
    order by product_id, event_time desc
  ),
  favourite as (
    select aisle
    from user_purchases, unnest(items) as item
    join groceries on groceries.product_id = item
    where user_id = :userid
    group by aisle
    order by count(*) desc, aisle
    limit 1
  )
select users.name, users.city, orders, spend, average, last_purchase,
  (select aisle from favourite) as favourite_aisle,
  array(select product_id from latest where activity = 'add' order by product_id) as basket
from bought
left join users on users.user_id = :userid
