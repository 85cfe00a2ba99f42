-- Each customer who was ever seen or described, with what he or she bought.
select
  people.user_id,
  coalesce(profiles.profile, '{}') as profile,
  visits.first_seen,
  visits.last_seen,
  bought.orders,
  bought.total_spend,
  bought.average_purchase,
  bought.last_purchase
from (select user_id from visits union select user_id from profiles) as people
left join profiles using (user_id)
left join visits using (user_id)
cross join lateral (
  select
    count(*) as orders,
    sum(total) as total_spend,
    avg(total) as average_purchase,
    max(event_time) as last_purchase
  from purchases
  where purchases.user_id = people.user_id
) as bought
