package dev.nudge.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What may say how things are set; of two that speak of one thing the later wins.
 *
 * @param config the file that {@code --config} names; else NUDGE_CONFIG may name one, else it is
 *     {@code nudge.yaml}, if there is one
 * @param folder where {@code nudge.yaml} is looked for; empty for the working folder
 * @param environment the variables of the process
 * @param flags in the order given
 */
public record SettingsInput(
    Optional<String> config, Path folder, Map<String, String> environment, List<Flag> flags) {}
