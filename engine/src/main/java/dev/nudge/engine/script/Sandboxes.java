package dev.nudge.engine.script;

import org.mozilla.javascript.Context;
import org.mozilla.javascript.ContextFactory;

/** Makes contexts without the features of Rhino that are not of the language. */
final class Sandboxes extends ContextFactory {
  static final Sandboxes FACTORY = new Sandboxes();

  private Sandboxes() {}

  @Override
  protected Context makeContext() {
    return new Budget(this);
  }

  @Override
  protected boolean hasFeature(Context context, int feature) {
    return switch (feature) {
      case Context.FEATURE_E4X,
          Context.FEATURE_PARENT_PROTO_PROPERTIES,
          Context.FEATURE_ENHANCED_JAVA_ACCESS,
          Context.FEATURE_DYNAMIC_SCOPE,
          Context.FEATURE_V8_EXTENSIONS,
          Context.FEATURE_LOCATION_INFORMATION_IN_ERROR ->
          false;
      default -> super.hasFeature(context, feature);
    };
  }
}
