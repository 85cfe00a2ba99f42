package dev.nudge.importer.draft;

import java.util.List;

/**
 * A campaign document in the making.
 *
 * @param id of the campaign
 * @param notes what somebody who reads the document should know of where it comes from, a line each
 * @param root its keys
 */
public record CampaignDraft(String id, List<String> notes, DraftValue.Mapping root) {}
