package dev.nudge.app;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of the jar this runs from. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version =
        Optional.ofNullable(Nudge.class.getPackage().getImplementationVersion())
            .orElse("(not packaged)");
    return new String[] {"nudge " + version + " on Java " + Runtime.version()};
  }
}
