package dev.nudge.console.channel;

import dev.nudge.console.account.BearerSource;
import dev.nudge.console.account.Caller;
import dev.nudge.console.web.ApiException;
import dev.nudge.delivery.track.LinkKey;
import dev.nudge.engine.json.JsonReader;
import dev.nudge.engine.json.JsonWriter;
import dev.nudge.engine.json.Parsed;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Tokens of single users, for apps and web sites: with one, its user's stream is read and events of
 * that user are sent. They say themselves whose they are and until when, signed, so that none is
 * kept; one that is out goes on until its end.
 */
@Component
final class UserTokens implements BearerSource {
  private static final String PREFIX = "nudgeuser_";
  private static final String PURPOSE = "user";

  private final Optional<LinkKey> key;
  private final Clock clock;

  UserTokens(LinkKeyFile file, Clock clock) {
    key = file.key();
    this.clock = clock;
  }

  /**
   * A token.
   *
   * @throws ApiException if there is no key
   */
  String make(String user, Instant until) {
    LinkKey signing =
        key.orElseThrow(
            () ->
                ApiException.unavailable(
                    "no key signs tokens of users: 'channels.link_key' names a file with one"));
    byte[] said = new JsonWriter().writeValue(List.of(user, until.toEpochMilli()));
    return PREFIX + signing.seal(PURPOSE, new String(said, StandardCharsets.UTF_8));
  }

  @Override
  public Optional<Caller> caller(String token) {
    return token.startsWith(PREFIX)
        ? key.flatMap(known -> known.open(PURPOSE, token.substring(PREFIX.length())))
            .flatMap(this::read)
        : Optional.empty();
  }

  private Optional<Caller> read(String json) {
    return JsonReader.value(json) instanceof Parsed.Accepted<Object> accepted
            && accepted.value() instanceof List<?> parts
            && parts.size() == 2
            && parts.get(0) instanceof String user
            && parts.get(1) instanceof Long until
            && clock.millis() < until
        ? Optional.of(Caller.ofApp(user))
        : Optional.empty();
  }
}
