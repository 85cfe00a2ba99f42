-- Since when nobody asks for a table; it goes a week later.
alter table customer.collection add column unused_since timestamptz;
