package dev.nudge.delivery.channel;

import dev.nudge.delivery.channel.Channel.Destination;
import dev.nudge.delivery.channel.Channel.Webhook;
import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Keys;
import dev.nudge.engine.document.Text;
import dev.nudge.settings.References;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads what stands under {@code webhook}. */
final class WebhookReader {
  static final Keys KEYS =
      Keys.of("under 'webhook'", "url", "secret", "rate", "concurrency", "timeout");

  private WebhookReader() {}

  static Optional<Destination> read(Fields fields) {
    fields.require("url", "where do requests go?");
    fields.require("secret", "whsec_ and base64, or where it stands: \"${env:NAME}\"");
    Optional<Text> url = fields.text("url");
    url.ifPresent(text -> check(fields, text));
    List<Text> secrets = fields.texts("secret", "a secret");
    for (Text secret : secrets) {
      if (!References.areIn(secret.value())) {
        Secret.problem(secret.value())
            .ifPresentOrElse(
                problem -> fields.error(secret.position(), "'secret': " + problem),
                () ->
                    fields.warning(
                        secret.position(),
                        "the secret will stand in the topic for all to read; say where it is"
                            + " instead: \"${env:NAME}\" or \"${file:PATH}\""));
      }
    }
    if (url.isEmpty() || secrets.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Webhook(url.get().value(), secrets.stream().map(Text::value).toList()));
  }

  private static void check(Fields fields, Text text) {
    try {
      URI uri = new URI(text.value());
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      if (!(scheme.equals("https") || scheme.equals("http")) || uri.getHost() == null) {
        fields.error(text.position(), "'url': expected an address such as https://crm.example/in");
      } else if (uri.getUserInfo() != null || uri.getFragment() != null) {
        fields.error(text.position(), "'url': an address without user, password and '#'");
      } else if (scheme.equals("http")) {
        fields.warning(text.position(), "http is not encrypted: whoever is on the way reads along");
      }
    } catch (URISyntaxException e) {
      fields.error(text.position(), "'url': no address (" + e.getReason() + ")");
    }
  }
}
