package dev.nudge.app.explain;

import java.util.List;
import java.util.Map;

/**
 * What happened to one user.
 *
 * @param user who
 * @param scenes in order
 * @param open what is under way in the end
 * @param measures the last values, by campaign and name
 * @param verdicts one a campaign, in the order of the documents
 * @param end the user's clock in the end, in milliseconds since 1970-01-01T00:00Z
 */
record Story(
    String user,
    List<Scene> scenes,
    List<UnderWay> open,
    Map<String, Map<String, Object>> measures,
    List<Verdict> verdicts,
    long end) {}
