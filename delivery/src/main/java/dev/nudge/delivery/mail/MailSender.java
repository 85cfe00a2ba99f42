package dev.nudge.delivery.mail;

import dev.nudge.delivery.channel.Channel;
import dev.nudge.delivery.channel.Channel.Security;
import dev.nudge.delivery.channel.Template;
import dev.nudge.delivery.channel.Template.MissingValueException;
import dev.nudge.delivery.send.SendResult;
import dev.nudge.delivery.send.Sender;
import dev.nudge.delivery.track.TrackedMail;
import dev.nudge.delivery.track.Tracking;
import dev.nudge.delivery.track.WrittenSites;
import dev.nudge.delivery.trigger.FiredTrigger;
import dev.nudge.settings.References;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends triggers as mail by SMTP: a plain part, an HTML part where the channel has one, and the
 * headers of one-click unsubscription (RFC 8058) where it names an address for that. A connection
 * for each mail.
 */
public final class MailSender implements Sender {
  private static final Logger log = LoggerFactory.getLogger(MailSender.class);
  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  private final String channel;
  private final Channel.Email email;
  private final References references;
  private final Optional<Tracking> tracking;
  private final WrittenSites sites;
  private final Session session;

  /**
   * Of a channel that is mail.
   *
   * @param references where the password stands
   * @param tracking what opens and clicks are counted with; nothing where they are not
   */
  public MailSender(
      String channel,
      Channel.Email email,
      Channel.Limits limits,
      References references,
      Optional<Tracking> tracking) {
    this.channel = channel;
    this.email = email;
    this.references = references;
    this.tracking = tracking;
    List<String> texts = new ArrayList<>(List.of(email.text().toString()));
    email.html().map(Template::toString).ifPresent(texts::add);
    sites = WrittenSites.in(texts);
    session = Session.getInstance(properties(email.server(), limits.timeout()));
  }

  private static Properties properties(Channel.Server server, Duration timeout) {
    String millis = Long.toString(timeout.toMillis());
    Properties properties = new Properties();
    properties.put("mail.smtp.host", server.host());
    properties.put("mail.smtp.port", Integer.toString(server.port()));
    properties.put("mail.smtp.auth", Boolean.toString(!server.user().isEmpty()));
    properties.put("mail.smtp.connectiontimeout", millis);
    properties.put("mail.smtp.timeout", millis);
    properties.put("mail.smtp.writetimeout", millis);
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    boolean starttls = server.security() == Security.STARTTLS;
    properties.put("mail.smtp.starttls.enable", Boolean.toString(starttls));
    properties.put("mail.smtp.starttls.required", Boolean.toString(starttls));
    properties.put("mail.smtp.ssl.enable", Boolean.toString(server.security() == Security.TLS));
    return properties;
  }

  @Override
  public boolean receiverDropsRepeats() {
    return false;
  }

  @Override
  public SendResult send(FiredTrigger trigger) {
    MimeMessage message;
    Address[] recipient;
    try {
      recipient = new Address[] {recipient(email.to().fill(trigger.values()))};
      message = message(trigger, recipient);
    } catch (MissingValueException | MessagingException e) {
      return new SendResult.Refused("no mail can be made of it: " + e.getMessage(), false);
    }
    List<String> problems = new ArrayList<>();
    String password = references.resolve(email.server().password(), problems::add);
    if (!problems.isEmpty()) {
      return new SendResult.Failed(problems.get(0), Optional.empty(), true);
    }
    Transport transport;
    try {
      transport = session.getTransport("smtp");
      if (email.server().user().isEmpty()) {
        transport.connect();
      } else {
        transport.connect(email.server().user(), password);
      }
    } catch (AuthenticationFailedException e) {
      return new SendResult.Failed(
          "the server does not take user and password: " + text(e), Optional.empty(), true);
    } catch (MessagingException e) {
      return new SendResult.Failed(text(e), Optional.empty(), true);
    }
    try {
      transport.sendMessage(message, recipient);
      return new SendResult.Delivered("taken by " + email.server().host());
    } catch (MessagingException e) {
      return failure(e);
    } finally {
      close(transport);
    }
  }

  /**
   * What a failure says. The server has refused it where it gave a code; else the connection broke,
   * perhaps behind the last byte, and nobody knows.
   */
  private static SendResult failure(MessagingException failure) {
    for (Exception e = failure; e != null; ) {
      int code =
          e instanceof SMTPAddressFailedException address
              ? address.getReturnCode()
              : e instanceof SMTPSenderFailedException sender
                  ? sender.getReturnCode()
                  : e instanceof SMTPSendFailedException sending ? sending.getReturnCode() : -1;
      if (code >= 500) {
        return new SendResult.Refused(text(e), false);
      }
      if (code >= 400) {
        return new SendResult.Failed(text(e), Optional.empty(), false);
      }
      e = e instanceof MessagingException next ? next.getNextException() : null;
    }
    return new SendResult.Unknown(
        "the connection broke while it was sent (" + text(failure) + "); not sent again");
  }

  private static InternetAddress recipient(String text) throws AddressException {
    InternetAddress address = new InternetAddress(text, true);
    address.validate();
    return address;
  }

  private MimeMessage message(FiredTrigger trigger, Address[] recipient)
      throws MissingValueException, MessagingException {
    Map<String, Object> values = trigger.values();
    MimeMessage message = new NamedMessage(session, trigger.id() + "." + channel);
    message.setFrom(new InternetAddress(email.from(), true));
    message.setRecipients(Message.RecipientType.TO, recipient);
    message.setSubject(oneLine(email.subject().fill(values)), UTF_8);
    message.setHeader(
        "Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
    List<String> except = new ArrayList<>();
    if (email.unsubscribe().isPresent()) {
      String unsubscribe = oneLine(email.unsubscribe().get().fill(values));
      except.add(unsubscribe);
      String address = unsubscribe.replace(">", "%3E");
      message.setHeader("List-Unsubscribe", "<" + address.replace(" ", "%20") + ">");
      message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
    Optional<TrackedMail> tracked =
        tracking.map(
            with ->
                new TrackedMail(
                    with.publicUrl(), with.key(), trigger.origin(channel), sites, except));
    Channel.Track track = email.track();
    String filled = email.text().fill(values);
    String text = track.clicks() ? tracked.map(mail -> mail.text(filled)).orElse(filled) : filled;
    if (email.html().isEmpty()) {
      message.setText(text, UTF_8);
      return message;
    }
    MimeBodyPart plain = new MimeBodyPart();
    plain.setText(text, UTF_8);
    MimeBodyPart html = new MimeBodyPart();
    String page = email.html().get().fillHtml(values);
    if (tracked.isPresent() && track.clicks()) {
      page = tracked.get().html(page);
    }
    if (tracked.isPresent() && track.opens()) {
      page = tracked.get().withPicture(page);
    }
    html.setText(page, UTF_8, "html");
    // The last is what a mail program prefers.
    message.setContent(new MimeMultipart("alternative", plain, html));
    return message;
  }

  /** A line break in a header would begin another. */
  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}]+", " ").strip();
  }

  private static String text(Exception e) {
    String text = String.valueOf(e.getMessage()).strip();
    Throwable cause = e instanceof MessagingException m ? m.getNextException() : null;
    return oneLine(cause == null ? text : text + " (" + cause.getMessage() + ")");
  }

  private static void close(Transport transport) {
    try {
      transport.close();
    } catch (MessagingException e) {
      log.debug("a mail server did not say good-bye", e);
    }
  }

  @Override
  public void close() {
    // Connections end with the mail they were made for.
  }

  /** One whose identity is that of the delivery, so that a server or reader may know it again. */
  private static final class NamedMessage extends MimeMessage {
    private final String name;

    NamedMessage(Session session, String name) {
      super(session);
      this.name = name;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", "<" + name.replaceAll("[^A-Za-z0-9._-]", "_") + "@nudge>");
    }
  }
}
