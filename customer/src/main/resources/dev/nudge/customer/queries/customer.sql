/*
description: What is known of a customer, and what he or she has bought in all.
parameters:
  userid: {type: text, required: true, description: The customer.}
*/
select * from customers where user_id = :userid
