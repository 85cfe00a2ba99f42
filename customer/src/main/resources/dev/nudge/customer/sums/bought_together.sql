-- How often two things are in one purchase.
select product_id, other_id, count(*) as times
from purchases
cross join lateral customer.pairs(items)
group by product_id, other_id
