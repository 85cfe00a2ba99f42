-- Why Kafka will never take a document; others of the campaign go on.
alter table outbox add column refused text;

drop index outbox_unsent;
create index outbox_unsent on outbox (id) where sent is null and refused is null;
create index outbox_refused on outbox (campaign, version) where refused is not null;
