/*
description: |
  What a customer may put into the basket next.
  Six steps over the shop's own streams; the recommendations that Nudge brings are the same over its own.
parameters:
  userid: {type: text, required: true, description: The customer.}
  top: {type: integer, default: 10, min: 1, max: 100, description: So many at most.}
  removals: {type: boolean, default: true, description: Whether a thing that was taken out is of interest.}
cache: 1s
*/
with
  -- 1. When did the customer buy last?
  last_purchase as (
    select coalesce(max(event_time), '-infinity') as at from user_purchases where user_id = :userid
  ),
  -- 2. What has been of interest since?
  interest as (
    select distinct product_id
    from user_activity, last_purchase
    where user_id = :userid and event_time > at and (activity <> 'remove' or :removals)
  ),
  -- 3. Which baskets, of anybody, hold one of these things?
  baskets as (
    select user_id, purchase_id, items
    from user_purchases
    where items && array(select product_id from interest)
  ),
  -- 4. What was bought with which of them?
  together as (
    select distinct user_id, purchase_id, interest.product_id, item
    from baskets, unnest(items) as item, interest
    where interest.product_id = any (items)
  ),
  -- 5. The things of interest are known to the customer.
  others as (
    select item from together where item not in (select product_id from interest)
  )
-- 6. How often?
select item as product_id, groceries.name, count(*) as together
from others
left join groceries on groceries.product_id = item
group by item, groceries.name
order by together desc, item
limit :top
