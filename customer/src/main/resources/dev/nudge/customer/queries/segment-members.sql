/*
description: Who is in a segment, and since when, by id.
parameters:
  segment: {type: text, required: true, description: Its id.}
  after: {type: text, required: false, description: Only ids behind this one.}
rows: 10000
*/
select user_id, since from segment_members
where segment = :segment and user_id > coalesce(:after, '')
order by user_id
