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
  private final long age;

  /** The map of a profile whose age, by its birth date, is known, or negative. */
  ProfileMap(Profile profile, long age) {
    this.profile = profile;
    this.age = age;
  }

  /** A tag, or null. */
  private @Nullable Object member(String name) {
    Object tag = profile.properties().get(name);
    return tag == null && age >= 0 && name.equals(Profile.AGE) ? (Object) age : tag;
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    return key instanceof String name ? member(name) : null;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return get(key) != null;
  }

  @Override
  public Set<Map.Entry<String, Object>> entrySet() {
    Map<String, Object> tags = new LinkedHashMap<>(profile.properties().toMap());
    Object told = member(Profile.AGE);
    if (told != null) {
      tags.put(Profile.AGE, told);
    }
    return tags.entrySet();
  }
}
