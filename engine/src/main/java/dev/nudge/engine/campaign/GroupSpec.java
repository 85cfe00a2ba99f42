package dev.nudge.engine.campaign;

import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Text;
import java.util.List;
import java.util.Optional;

/**
 * Parts that are repeated, or left out, together.
 *
 * @param position where it begins
 * @param name for people; expressions know only steps
 * @param contiguity how close its first event is to what came before
 * @param repeat how often
 * @param parts at least one; the first one's contiguity has no effect
 */
public record GroupSpec(
    Position position,
    Optional<Text> name,
    Contiguity contiguity,
    Repeat repeat,
    List<PatternPart> parts)
    implements PatternPart {}
