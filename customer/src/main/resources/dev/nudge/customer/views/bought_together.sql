-- How often two things are in one purchase.
select product_id, other_id, times from sums
