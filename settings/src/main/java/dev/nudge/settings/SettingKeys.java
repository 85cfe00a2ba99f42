package dev.nudge.settings;

import dev.nudge.engine.document.Grammar;
import dev.nudge.engine.document.Keys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every key of {@code nudge.yaml}, level by level, as {@link SettingTable} has them. */
final class SettingKeys {
  /** The settings of each level, the top (named by an empty text) in its place. */
  static final Map<String, List<Setting<?>>> LEVELS = levels();

  static final Keys TOP =
      Keys.of(
          "at the top",
          SettingTable.ALL.stream()
              .map(setting -> setting.group().isEmpty() ? setting.key() : setting.group())
              .distinct()
              .toArray(String[]::new));

  static final Grammar GRAMMAR = grammar();

  private SettingKeys() {}

  /** The keys of a level. */
  static Keys of(String group) {
    return Keys.of(
        "under '" + group + "'",
        LEVELS.getOrDefault(group, List.of()).stream().map(Setting::key).toArray(String[]::new));
  }

  private static Map<String, List<Setting<?>>> levels() {
    Map<String, List<Setting<?>>> levels = new LinkedHashMap<>();
    for (Setting<?> setting : SettingTable.ALL) {
      levels.computeIfAbsent(setting.group(), group -> new ArrayList<>()).add(setting);
    }
    return levels;
  }

  private static Grammar grammar() {
    List<Keys> levels = new ArrayList<>(List.of(TOP));
    for (String group : LEVELS.keySet()) {
      if (!group.isEmpty()) {
        levels.add(of(group));
      }
    }
    levels.add(SourceForm.NAMEABLE);
    levels.add(OffersForm.KEYS);
    levels.add(CampaignsFromForm.KEYS);
    return new Grammar(levels);
  }
}
