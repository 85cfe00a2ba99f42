/*
description: How much was paid with which card, the most first.
parameters:
  since: {type: timestamp, required: false, description: Not before.}
*/
select card_type, count(*) as baskets, sum(total) as spend, round(avg(total), 2) as average
from user_purchases
where :since is null or event_time >= :since
group by card_type
order by spend desc, card_type
