/*
description: What can be asked, every column of every collection.
parameters:
  collection: {type: text, required: false, description: Of this collection only.}
*/
select table_name as collection, column_name as "column", data_type as type
from information_schema.columns
where table_schema = 'data'
  and (:collection is null or table_name = :collection)
order by table_name, ordinal_position
