package dev.nudge.console.campaign;

import java.time.Instant;

/** What the calendar needs of a version. */
record CalendarVersion(String campaign, int number, CampaignState state, Instant at) {}
