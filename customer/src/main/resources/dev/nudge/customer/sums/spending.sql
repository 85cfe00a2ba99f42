-- What each customer has spent.
select user_id,
  count(*) as orders,
  count(total) as priced,
  count(total) - count(customer.finite(total::numeric)) as odd,
  coalesce(sum(customer.finite(total::numeric)), 0) as spent,
  max(event_time) as last_purchase
from purchases
where user_id is not null
group by user_id
