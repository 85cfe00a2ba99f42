-- Each customer who was ever seen or described, with what he or she bought, likes and left in the cart.
select
  people.user_id,
  coalesce(profiles.profile, '{}') as profile,
  visits.first_seen,
  visits.last_seen,
  coalesce(spending.orders, 0) as orders,
  spending.total_spend,
  spending.average_purchase,
  spending.last_purchase,
  -- The three categories of which most was bought lately; of those that are equal there, most looked at.
  array(
    select category
    from (
      select item as product_id, 1 as bought
      from (
        select items
        from purchases
        where purchases.user_id = people.user_id
        order by event_time desc
        limit 100
      ) as latest
      cross join unnest(items) as item
      union all
      select product_id, 0
      from (
        select product_id
        from activity
        where activity.user_id = people.user_id and type in ('view', 'cart', 'add')
        order by event_time desc
        limit 500
      ) as latest
    ) as things
    join products using (product_id)
    where category is not null
    group by category
    order by sum(bought) desc, count(*) desc, category
    limit 3
  ) as favourite_categories,
  -- What was put into the cart since the last purchase, and not taken out again.
  array(
    select product_id
    from (
      select distinct on (product_id) product_id, type
      from activity
      where activity.user_id = people.user_id
        and event_time > coalesce(spending.last_purchase, '-infinity')
        and type in ('cart', 'add', 'remove')
        and product_id is not null
      order by product_id, event_time desc, event_id desc
    ) as latest
    where type <> 'remove'
    order by product_id
  ) as open_cart
from (select user_id from visits union select user_id from profiles) as people
left join profiles using (user_id)
left join visits using (user_id)
left join spending using (user_id)
