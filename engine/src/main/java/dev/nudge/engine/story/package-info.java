/**
 * What happened to one user, event by event, and why a campaign fired or did not: {@link Story},
 * made from a {@link Dossier}. {@code Teller} runs the user's events through a detector and hears
 * what it decides; each campaign's {@code Chapter} makes notes of it; {@code TextStory} and {@code
 * JsonStory} write them.
 */
@NullMarked
package dev.nudge.engine.story;

import org.jspecify.annotations.NullMarked;
