/*
description: What a customer did, the latest first.
parameters:
  userid: {type: text, required: true, description: The customer.}
  since: {type: timestamp, required: false, description: Not before.}
  type: {type: text, required: false, description: Events of this type only.}
*/
select event_time, type, product_id, event_id, properties
from activity
where user_id = :userid
  and (:since is null or event_time >= :since)
  and (:type is null or type = :type)
order by event_time desc, event_id
