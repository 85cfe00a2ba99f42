package dev.nudge.engine.campaign;

/**
 * A campaign as far as it could be read.
 *
 * @param campaign where the document is not sound, stand-ins take the place of what could not be
 *     read (a name {@code step_2}, a value {@code dyn(0)}), so that the expressions which could be
 *     read may still be checked and all mistakes reported in one run; it must not be run
 * @param sound whether it was read without an error
 */
public record CampaignDocument(Campaign campaign, boolean sound) {}
