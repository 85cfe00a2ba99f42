/**
 * What happened to one user, event by event, and why a campaign fired or did not: {@link Story},
 * made from a {@link StoryInput}. {@code StoryReplay} runs the user's events through a detector and
 * keeps what is observed; of that, each campaign's {@code CampaignTrace} makes notes; {@code
 * TextStory} and {@code JsonStory} write them.
 */
@NullMarked
package dev.nudge.engine.story;

import org.jspecify.annotations.NullMarked;
