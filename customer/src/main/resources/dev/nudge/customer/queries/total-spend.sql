/*
description: What a customer has spent, and on how many purchases; null where no price is known.
parameters:
  userid: {type: text, required: true, description: The customer.}
  since: {type: timestamp, required: false, description: Not before.}
*/
select case when count(*) > 0 then sum(total) else 0 end as total_spend, count(*) as orders
from purchases
where user_id = :userid and (:since is null or event_time >= :since)
