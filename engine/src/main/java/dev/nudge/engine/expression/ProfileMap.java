package dev.nudge.engine.expression;

import dev.nudge.engine.event.Profile;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A profile as the map that expressions see, the derived age among its tags. */
final class ProfileMap extends AbstractMap<String, Object> {
  private final Profile profile;
  private final long now;

  ProfileMap(Profile profile, long now) {
    this.profile = profile;
    this.now = now;
  }

  /** A tag, or null. */
  static @Nullable Object member(Profile profile, long now, String name) {
    Object tag = profile.properties().get(name);
    if (tag == null && name.equals(Profile.AGE)) {
      long age = profile.ageAt(now);
      return age < 0 ? null : (Object) age;
    }
    return tag;
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    return key instanceof String name ? member(profile, now, name) : null;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return get(key) != null;
  }

  @Override
  public Set<Map.Entry<String, Object>> entrySet() {
    Map<String, Object> tags = new LinkedHashMap<>(profile.properties().toMap());
    Object age = member(profile, now, Profile.AGE);
    if (age != null) {
      tags.put(Profile.AGE, age);
    }
    return tags.entrySet();
  }
}
