-- In the middle of which campaigns a person is.
create index funnel_waiting_by_user on funnel_waiting (user_id);
