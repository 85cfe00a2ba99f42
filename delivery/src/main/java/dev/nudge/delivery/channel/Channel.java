package dev.nudge.delivery.channel;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A way on which offers leave Nudge, as its document says.
 *
 * @param id as an offer names it
 * @param description for people; may be empty
 * @param destination where it leads
 * @param limits how much is sent at once
 * @param giveUpAfter a delivery that still fails so long after its trigger was written is given up
 * @param report whether deliveries come back as events
 */
public record Channel(
    String id,
    String description,
    Destination destination,
    Limits limits,
    Duration giveUpAfter,
    boolean report) {

  /** Whether it tells of opens or clicks, which needs links that are counted. */
  public boolean tracks() {
    return report && destination instanceof Email email && email.track().counts();
  }

  /** Where a channel leads. */
  public sealed interface Destination {
    /** For people: where, without a secret. */
    String shown();

    /** What it is, as its document calls it: {@code webhook}, {@code email} or {@code in_app}. */
    String kind();
  }

  /**
   * An HTTP server that takes webhooks.
   *
   * @param url http or https
   * @param secrets what requests are signed with, {@code whsec_...} or where it stands, the newest
   *     first; at least one
   */
  public record Webhook(String url, List<String> secrets) implements Destination {
    public Webhook {
      secrets = List.copyOf(secrets);
    }

    @Override
    public String shown() {
      return url;
    }

    @Override
    public String kind() {
      return "webhook";
    }

    /** Secrets are not shown. */
    @Override
    public String toString() {
      return "Webhook[" + url + "]";
    }
  }

  /** The stream of each user, which an app or a web site follows. */
  public record InApp() implements Destination {
    @Override
    public String shown() {
      return "the stream of its user";
    }

    @Override
    public String kind() {
      return "in_app";
    }
  }

  /**
   * Mail to each user.
   *
   * @param server who takes it
   * @param from an address, with or without a name before it
   * @param to whose address it goes to
   * @param subject one line
   * @param text the plain part
   * @param html the part for who wants it; what is filled in is escaped
   * @param unsubscribe an https address that takes a POST of who wants no more
   * @param track what is counted of it, where the channel reports
   */
  public record Email(
      Server server,
      String from,
      Template to,
      Template subject,
      Template text,
      Optional<Template> html,
      Optional<Template> unsubscribe,
      Track track)
      implements Destination {
    @Override
    public String shown() {
      return server.host() + ":" + server.port() + " from " + from;
    }

    @Override
    public String kind() {
      return "email";
    }
  }

  /**
   * A server that takes mail by SMTP.
   *
   * @param user empty where it asks for none
   * @param password or where it stands; empty where it asks for none
   */
  public record Server(String host, int port, String user, String password, Security security) {
    /** The password is not shown. */
    @Override
    public String toString() {
      return "Server[" + host + ":" + port + ", " + security + "]";
    }
  }

  /**
   * What is told of a mail beyond that it was taken.
   *
   * @param opens whether it was opened
   * @param clicks which of its links were followed
   */
  public record Track(boolean opens, boolean clicks) {
    boolean counts() {
      return opens || clicks;
    }
  }

  /** How the connection to a mail server is kept secret. */
  public enum Security {
    /** In the open at first, then encrypted; refused where the server cannot. */
    STARTTLS,
    /** Encrypted from the first byte. */
    TLS,
    /** Not at all. */
    NONE
  }

  /**
   * How much is sent at once.
   *
   * @param rate how many attempts in a time; empty for as many as go
   * @param concurrency how many attempts at the same time
   * @param timeout how long one attempt may take
   */
  public record Limits(Optional<Rate> rate, int concurrency, Duration timeout) {}

  /** At most so many attempts in any such time. */
  public record Rate(int atMost, Duration per) {}
}
