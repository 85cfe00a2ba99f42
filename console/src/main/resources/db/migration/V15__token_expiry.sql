-- From then on a token opens nothing; none is for ever.
alter table token add column expires timestamptz;
