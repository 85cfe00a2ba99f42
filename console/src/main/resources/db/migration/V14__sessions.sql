-- Sessions, which outlive a restart. The tables are those of Spring Session, which names them and reads them; how long a
-- name may be is nobody's business there.
create table spring_session (
  primary_id            char(36) primary key,
  session_id            char(36) not null unique,
  creation_time         bigint   not null,
  last_access_time      bigint   not null,
  max_inactive_interval integer  not null,
  expiry_time           bigint   not null,
  principal_name        text
);

create index spring_session_by_expiry on spring_session (expiry_time);

create table spring_session_attributes (
  session_primary_id    char(36) not null references spring_session on delete cascade,
  attribute_name        text     not null,
  attribute_bytes       bytea    not null,
  primary key (session_primary_id, attribute_name)
);
