/*
description: Whom a campaign reached, the latest first.
parameters:
  campaign: {type: text, required: true, description: Its id.}
  since: {type: timestamp, required: false, description: Not before.}
*/
select user_id, count(*) as fired, max(event_time) as last
from triggers
where campaign = :campaign and (:since is null or event_time >= :since)
group by user_id
order by last desc, user_id
