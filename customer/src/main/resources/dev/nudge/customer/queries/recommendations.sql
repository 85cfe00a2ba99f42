/*
description: |
  What a customer may like next.
  What others bought together with the things that he or she has looked at, added or removed since
  the last purchase, without those things.
parameters:
  userid: {type: text, required: true, description: The customer.}
  top: {type: integer, default: 10, min: 1, max: 100, description: So many at most.}
  removals: {type: boolean, default: true, description: Whether a thing that was removed is of interest.}
cache: 1s
*/
with
  -- 1. When did the customer buy last?
  last_purchase as (
    select coalesce(max(event_time), '-infinity') as at from purchases where user_id = :userid
  ),
  -- 2. What has been of interest since?
  interest as (
    select distinct product_id
    from activity, last_purchase
    where user_id = :userid and event_time > at and product_id is not null
      and (type in ('view', 'cart', 'add') or type = 'remove' and :removals)
  ),
  -- 3. Which purchases, of anybody, hold one of these things? More than a hundred say nothing of taste.
  baskets as (
    select user_id, purchase_id, items
    from purchases
    where items && array(select product_id from interest) and cardinality(items) <= 100
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
select item as product_id, count(*) as together
from others
group by item
order by together desc, product_id
limit :top
