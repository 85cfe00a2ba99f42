-- Rows that came too late: older than their collection keeps.
alter table customer.tally add column outdated bigint not null default 0;

-- Which two things a basket holds together, both ways round. One of more than a hundred things says
-- nothing about taste, and would say it ten thousand times.
create function customer.pairs(items text[], out product_id text, out other_id text)
  returns setof record
  language sql immutable parallel safe rows 10 as
$$
  with things as (select distinct item from unnest(items) as item where item is not null)
  select one.item, other.item
  from things as one
  join things as other on one.item <> other.item
  where cardinality(items) <= 100
$$;

-- What a statement changed, for a trigger with the transition tables "come" and "gone": rows with
-- n = 1 for what there is now, and -1 for what there was.
create function customer.changes(operation text, condition text) returns text
  language sql immutable
  return case operation
    when 'INSERT' then format('select 1 as n, * from come where %s', condition)
    when 'DELETE' then format('select -1 as n, * from gone where %s', condition)
    else format(
      'select 1 as n, * from come where %1$s union all select -1 as n, * from gone where %1$s',
      condition)
  end;

-- A number; null for those that are none.
create function customer.finite(number numeric) returns numeric
  language sql immutable parallel safe
  return case when number not in ('NaN', 'Infinity', '-Infinity') then number end;

-- Keeps how often things are bought together. Its arguments: the table of the sums, and which rows
-- count. In the order of its key, so that two who write do not wait for each other.
create function customer.count_together() returns trigger
  language plpgsql as
$$
begin
  execute format($sql$
    insert into %1$s as sums (product_id, other_id, times)
    select product_id, other_id, sum(n)
    from (%2$s) as changes
    cross join lateral customer.pairs(items)
    group by product_id, other_id
    having sum(n) <> 0
    order by product_id, other_id
    on conflict (product_id, other_id) do update set times = sums.times + excluded.times
    $sql$, tg_argv[0], customer.changes(tg_op, tg_argv[1]));
  if tg_op <> 'INSERT' then
    execute format('delete from %1$s where times = 0', tg_argv[0]);
  end if;
  return null;
end
$$;

-- Keeps what each customer spent, with the same arguments. A sum and a count go up and down; the last
-- of the times is looked up again when it goes. Totals that are no numbers (NaN, infinite) could not
-- be taken off a sum again: they are counted.
create function customer.sum_spending() returns trigger
  language plpgsql as
$$
begin
  execute format($sql$
    insert into %1$s as sums (user_id, orders, priced, odd, spent, last_purchase)
    select user_id, sum(n), sum(n * priced), sum(n * odd), sum(n * spent),
      max(last_purchase) filter (where n > 0)
    from (
      select n, user_id, event_time as last_purchase,
        (total is not null)::integer as priced,
        (total is not null and customer.finite(total::numeric) is null)::integer as odd,
        coalesce(customer.finite(total::numeric), 0) as spent
      from (%2$s) as changes
      where user_id is not null
    ) as changes
    group by user_id
    order by user_id
    on conflict (user_id) do update set
      orders = sums.orders + excluded.orders,
      priced = sums.priced + excluded.priced,
      odd = sums.odd + excluded.odd,
      spent = sums.spent + excluded.spent,
      last_purchase = greatest(sums.last_purchase, excluded.last_purchase)
    $sql$, tg_argv[0], customer.changes(tg_op, tg_argv[1]));
  if tg_op <> 'INSERT' then
    execute format($sql$
      update %1$s as sums
      set last_purchase = (
        select max(event_time) from %2$s where user_id = sums.user_id and %3$s)
      from (select user_id, max(event_time) as last from gone group by user_id) as former
      where former.user_id = sums.user_id and former.last >= sums.last_purchase
      $sql$, tg_argv[0], tg_relid::regclass, tg_argv[1]);
    execute format('delete from %1$s where orders = 0', tg_argv[0]);
  end if;
  return null;
end
$$;
