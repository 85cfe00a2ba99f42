package dev.nudge.engine.campaign;

import dev.nudge.engine.document.Text;
import java.util.Optional;

/**
 * What a campaign writes of a user's way through it, texts with {@code ${...}}.
 *
 * @param entered for each event that starts or advances a run; {@code state} is the step entered
 * @param fired for the moment it fires; may use what the offer may
 */
public record JournalSpec(Optional<Text> entered, Optional<Text> fired) {}
