package dev.nudge.engine.story;

import dev.nudge.engine.pattern.Wait;
import java.util.List;

/** An attempt that is still under way in the end, and what it waits for. */
record UnderWay(String campaign, int attempt, long since, List<Wait> waits) {}
