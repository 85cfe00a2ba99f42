/*
description: What a customer spends at a time; null where nothing was bought.
parameters:
  userid: {type: text, required: true, description: The customer.}
*/
select round(avg(total), 2) as average_purchase, count(*) as orders
from purchases
where user_id = :userid
