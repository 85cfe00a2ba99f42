-- Who changed which channel.
alter table data_audit drop constraint data_audit_kind_check;
alter table data_audit add constraint data_audit_kind_check check (kind in ('query', 'board', 'channel'));
