/*
description: What a customer bought, the latest first.
parameters:
  userid: {type: text, required: true, description: The customer.}
  since: {type: timestamp, required: false, description: Not before.}
*/
select event_time, purchase_id, items, total, card_type
from purchases
where user_id = :userid and (:since is null or event_time >= :since)
order by event_time desc, purchase_id
