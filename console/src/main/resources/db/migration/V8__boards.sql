-- Boards that people have saved.
create table board (
  name           text        primary key,
  text           text        not null,
  revision       bigint      not null default 1, -- grows with every change
  changed        timestamptz not null,
  changed_by     text        not null
);
