/*
description: |
  What happened to a customer, the latest first.
  Events, moves of runs and triggers. What an event is called is its type; of the others it is the campaign.
parameters:
  userid: {type: text, required: true, description: The customer.}
  kinds: {type: "text[]", required: false, description: "Of event, transition and trigger, only these."}
  before: {type: timestamp, required: false, description: Earlier than this.}
*/
select event_time, 'event' as kind, type as name, event_id as id, properties as detail
from activity
where user_id = :userid
  and (:before is null or event_time < :before)
  and (:kinds is null or 'event' = any (:kinds))
union all
select event_time, 'transition', campaign, event_id,
  jsonb_build_object(
    'kind', kind, 'state', state, 'from', before, 'text', text, 'version', version)
from transitions
where user_id = :userid
  and (:before is null or event_time < :before)
  and (:kinds is null or 'transition' = any (:kinds))
union all
select event_time, 'trigger', campaign, trigger_id,
  jsonb_build_object(
    'version', version, 'cause', cause, 'offer', offer, 'matched', matched, 'measures', measures)
from triggers
where user_id = :userid
  and (:before is null or event_time < :before)
  and (:kinds is null or 'trigger' = any (:kinds))
order by event_time desc, kind desc, id, detail
