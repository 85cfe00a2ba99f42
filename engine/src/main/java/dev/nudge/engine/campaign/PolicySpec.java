package dev.nudge.engine.campaign;

import dev.nudge.engine.document.Text;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Rules that hold for the offers of all campaigns: a document that has these fires nothing itself.
 *
 * @param caps how much one person gets at most, of a group of campaigns or of all
 * @param quiet when nobody gets anything
 * @param holdBack within so long, candidates of one person compete, and one of them wins; absent:
 *     they do not compete
 * @param holdout who gets nothing at all
 * @param unsubscribed CEL over the profile: who wants nothing
 */
public record PolicySpec(
    List<FiringSpec.Cap> caps,
    Optional<FiringSpec.Quiet> quiet,
    Optional<Duration> holdBack,
    Optional<FiringSpec.Holdout> holdout,
    Optional<Text> unsubscribed) {}
