-- The funnel counts people as well: who came to a step left it in one way, or is there. What was counted before people
-- were begins with those who are there.
alter table funnel_part
  add came        bigint not null default 0,
  add went_on     bigint not null default 0,
  add stopped     bigint not null default 0, -- what must not happen did
  add ran_out     bigint not null default 0,
  add used_up     bigint not null default 0,
  add crowded_out bigint not null default 0,
  add let_go      bigint not null default 0; -- the campaign ended, or its pattern was edited

update funnel_part set came = waiting;

-- A pause, a resumption or an end is written to the topic as a document of its own, and is no version that anybody wrote.
alter table campaign_version add status_alone boolean not null default false;

update campaign_version v set status_alone = true
from campaign_version before
where before.campaign = v.campaign and before.number = v.number - 1 and before.text is not null
  and (v.text is null
    or regexp_replace(v.text, '^status:.*\n?', '', 'n') = regexp_replace(before.text, '^status:.*\n?', '', 'n'));
