/*
description: How many are in a segment, or in each.
parameters:
  segment: {type: text, required: false, description: Its id.}
*/
select segment, size from segments where :segment is null or segment = :segment order by segment
