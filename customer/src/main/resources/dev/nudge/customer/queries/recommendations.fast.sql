-- The same answer as recommendations.sql gives, from how often two things were bought together.
with
  last_purchase as (
    select coalesce(max(event_time), '-infinity') as at from purchases where user_id = :userid
  ),
  interest as (
    select distinct product_id
    from activity, last_purchase
    where user_id = :userid and event_time > at and product_id is not null
      and (type in ('view', 'cart', 'add') or type = 'remove' and :removals)
  ),
  -- What was bought most often with each of them, more than can be asked for.
  nearest as (
    select interest.product_id, near.other_id, near.times
    from interest
    cross join lateral (
      select other_id, times
      from bought_together
      where bought_together.product_id = interest.product_id
      order by times desc
      limit 150
    ) as near
  ),
  -- What is nowhere among these was bought with all of them so often at most.
  unseen as (
    select coalesce(sum(least), 0) as most
    from (
      select min(times) as least from nearest group by product_id having count(*) = 150
    ) as ends
  ),
  seen as (
    select other_id, sum(times) as at_least
    from nearest
    where other_id not in (select product_id from interest)
    group by other_id
  ),
  -- Who has no chance to be among the first is not counted.
  candidates as (
    select other_id
    from seen
    where at_least + (select most from unseen) >= coalesce(
      (select at_least from seen order by at_least desc offset :top - 1 limit 1), 0)
  ),
  best as (
    select candidates.other_id, counted.together
    from candidates
    cross join lateral (
      select sum(times)::bigint as together
      from bought_together
      where bought_together.other_id = candidates.other_id
        and bought_together.product_id = any (array(select product_id from interest))
    ) as counted
    order by together desc, other_id
    limit :top
  ),
  -- Is it certain that nothing unseen belongs among them?
  certain as (
    select most = 0
      or (select count(*) from best) = :top and most < (select min(together) from best) as so
    from unseen
  ),
  -- If not, all is counted.
  counted as (
    select other_id, sum(times)::bigint as together
    from bought_together
    where not (select so from certain)
      and product_id = any (array(select product_id from interest))
      and other_id not in (select product_id from interest)
    group by other_id
    order by together desc, other_id
    limit :top
  )
select other_id as product_id, together from best where (select so from certain)
union all
select other_id, together from counted
order by together desc, product_id
