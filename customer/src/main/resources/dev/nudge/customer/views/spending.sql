-- What each customer has bought in all; without an amount where no price is known.
select user_id, orders, total_spend, total_spend / priced as average_purchase, last_purchase
from (
  select user_id, orders, nullif(priced, 0) as priced, last_purchase,
    case
      when odd > 0 then (
        select sum(total::numeric) from purchases where purchases.user_id = sums.user_id)
      when priced > 0 then spent
    end as total_spend
  from sums
) as totals
