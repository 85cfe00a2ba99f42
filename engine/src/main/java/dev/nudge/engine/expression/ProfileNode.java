package dev.nudge.engine.expression;

import dev.nudge.engine.event.Kind;
import dev.nudge.engine.event.Profile;
import java.util.Optional;

/** Looks into the user's profile. */
abstract class ProfileNode extends Node {
  /** The node that reads a tag. */
  static Node member(String name) {
    return name.equals(Profile.AGE) ? new Age() : new Read(Property.of(name));
  }

  /** The node that tells whether there is a tag. */
  static Node has(String name) {
    return new Has(Property.of(name));
  }

  /** The profile as a map. */
  static final class Whole extends ProfileNode {
    @Override
    public Kind evaluate(Frame frame) {
      return leave(frame, Kind.MAP, new ProfileMap(frame.profile, frame.age()));
    }
  }

  private static final class Read extends ProfileNode {
    private final Property tag;

    Read(Property tag) {
      this.tag = tag;
    }

    @Override
    public Kind evaluate(Frame frame) {
      return tag.load(frame.profile.properties(), frame);
    }

    @Override
    public Optional<AccessPredicate.Read> read() {
      return Optional.of(new AccessPredicate.Read(AccessPredicate.Owner.PROFILE, tag.name()));
    }
  }

  /** The age that was told, or else that which follows from the birth date. */
  private static final class Age extends ProfileNode {
    private final Property told = Property.of(Profile.AGE);

    @Override
    public Kind evaluate(Frame frame) {
      if (told.in(frame.profile.properties())) {
        return told.load(frame.profile.properties(), frame);
      }
      int age = frame.age();
      return age < 0 ? fail(frame, told.missing()) : leave(frame, (long) age);
    }
  }

  private static final class Has extends ProfileNode {
    private final Property tag;

    Has(Property tag) {
      this.tag = tag;
    }

    @Override
    public Kind evaluate(Frame frame) {
      return leave(
          frame,
          tag.in(frame.profile.properties())
              || (tag.name().equals(Profile.AGE) && frame.age() >= 0));
    }

    @Override
    boolean answers() {
      return true;
    }
  }
}
