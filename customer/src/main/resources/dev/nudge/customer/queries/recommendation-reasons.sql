/*
description: |
  Why a product is recommended to a customer.
  Each purchase that holds it and a thing of interest.
parameters:
  userid: {type: text, required: true, description: The customer.}
  product: {type: text, required: true, description: What is recommended.}
  removals: {type: boolean, default: true, description: As for recommendations.}
*/
with
  last_purchase as (
    select coalesce(max(event_time), '-infinity') as at from purchases where user_id = :userid
  ),
  interest as (
    select product_id, max(event_time) as last, array_agg(distinct type) as types
    from activity, last_purchase
    where user_id = :userid and event_time > at and product_id is not null
      and (type in ('view', 'cart', 'add') or type = 'remove' and :removals)
    group by product_id
  )
select interest.product_id as interest, interest.types, interest.last,
  purchases.user_id as bought_by, purchases.purchase_id, purchases.event_time, purchases.items
from interest
join purchases on interest.product_id = any (purchases.items)
where purchases.items @> array[interest.product_id, :product]
  and cardinality(purchases.items) <= 100
  and :product not in (select product_id from interest)
order by purchases.event_time desc, purchases.purchase_id, interest
