package dev.nudge.delivery.channel;

import dev.nudge.delivery.channel.Channel.Destination;
import dev.nudge.delivery.channel.Channel.Email;
import dev.nudge.delivery.channel.Channel.Security;
import dev.nudge.delivery.channel.Channel.Server;
import dev.nudge.delivery.channel.Channel.Track;
import dev.nudge.engine.document.Fields;
import dev.nudge.engine.document.Keys;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Text;
import dev.nudge.engine.expression.Expressions;
import dev.nudge.settings.References;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.List;
import java.util.Optional;

/** Reads what stands under {@code email}. */
record EmailReader(Expressions expressions, List<Problem> problems) {
  static final Keys KEYS =
      Keys.of(
          "under 'email'",
          "smtp",
          "from",
          "to",
          "subject",
          "text",
          "html",
          "unsubscribe",
          "track",
          "rate",
          "concurrency",
          "timeout");
  static final Keys SMTP = Keys.of("under 'smtp'", "host", "port", "user", "password", "security");

  static final Keys TRACK = Keys.of("under 'track'", "opens", "clicks");

  private static final int SUBMISSION = 587;

  Optional<Destination> read(Fields fields) {
    fields.require("smtp", "which server takes the mail? {host: smtp.example.com}");
    fields.require("from", "the sender's address");
    fields.require("to", "whose address, as in \"${offer.email}\"");
    fields.require("subject", "one line");
    fields.require("text", "what the mail says");
    Optional<Server> server = fields.open("smtp", SMTP).flatMap(EmailReader::server);
    Optional<Text> from = fields.text("from");
    from.ifPresent(text -> checkAddress(fields, text));
    Optional<Template> to = template(fields, "to");
    Optional<Template> subject = template(fields, "subject");
    Optional<Template> text = template(fields, "text");
    Optional<Template> html = template(fields, "html");
    Optional<Template> unsubscribe = template(fields, "unsubscribe");
    unsubscribe
        .filter(address -> !address.toString().startsWith("https://"))
        .ifPresent(
            address ->
                fields.error(
                    fields.position("unsubscribe"),
                    "'unsubscribe': expected an https address: mail programs take no other"));
    if (server.isEmpty() || from.isEmpty() || to.isEmpty() || subject.isEmpty() || text.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Email(
            server.get(),
            from.get().value(),
            to.get(),
            subject.get(),
            text.get(),
            html,
            unsubscribe,
            track(fields)));
  }

  /** Whoever wants to hear of a mail wants to hear all, unless they say otherwise. */
  private static Track track(Fields fields) {
    Optional<Fields> track = fields.open("track", TRACK);
    return new Track(
        track.flatMap(below -> below.flag("opens")).orElse(true),
        track.flatMap(below -> below.flag("clicks")).orElse(true));
  }

  private Optional<Template> template(Fields fields, String key) {
    return fields.text(key).flatMap(text -> Template.compile(text, expressions, problems));
  }

  private static Optional<Server> server(Fields fields) {
    fields.require("host", "");
    Optional<Text> password = fields.text("password");
    password
        .filter(text -> !References.areIn(text.value()))
        .ifPresent(
            text ->
                fields.warning(
                    text.position(),
                    "the password will stand in the topic for all to read; say where it is"
                        + " instead: \"${env:NAME}\" or \"${file:PATH}\""));
    String user = fields.text("user").map(Text::value).orElse("");
    if (password.isPresent() && user.isEmpty()) {
      fields.error(fields.keyPosition("password"), "a password without a 'user'");
    }
    int port = fields.integer("port", 1, 65_535).orElse(SUBMISSION);
    Security security = fields.choice("security", Security.class).orElse(Security.STARTTLS);
    return fields
        .text("host")
        .map(
            host ->
                new Server(
                    host.value(), port, user, password.map(Text::value).orElse(""), security));
  }

  private static void checkAddress(Fields fields, Text text) {
    try {
      new InternetAddress(text.value(), true).validate();
    } catch (AddressException e) {
      fields.error(
          text.position(),
          "'from': expected an address such as Shop <offers@shop.example> ("
              + e.getMessage()
              + ")");
    }
  }
}
