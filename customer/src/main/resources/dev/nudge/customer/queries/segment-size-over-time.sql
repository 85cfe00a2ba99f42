/*
description: How many were in a segment, a row for each minute in which that changed, the latest first.
parameters:
  segment: {type: text, required: true, description: Its id.}
  since: {type: timestamp, required: false, description: Not before.}
*/
select at, size from segment_sizes
where segment = :segment and (:since is null or at >= :since)
order by at desc
