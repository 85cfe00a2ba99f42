package dev.nudge.delivery.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nudge.delivery.channel.Channel;
import dev.nudge.delivery.channel.Secret;
import dev.nudge.delivery.send.SendResult;
import dev.nudge.delivery.send.Sender;
import dev.nudge.delivery.trigger.FiredTrigger;
import dev.nudge.engine.json.JsonWriter;
import dev.nudge.settings.References;
import java.io.IOException;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.ModalCloseable;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends triggers as webhooks by the rules of Standard Webhooks 1.0: {@code POST} with {@code
 * webhook-id}, {@code webhook-timestamp} and {@code webhook-signature}, and a body {@code {"type":
 * "trigger.fired", "timestamp": ..., "data": {trigger}}}. Redirects are not followed, no cookie is
 * kept, and of an answer the head alone is read.
 */
public final class WebhookSender implements Sender {
  private static final Logger log = LoggerFactory.getLogger(WebhookSender.class);
  private static final int SHORT_ANSWER = 4_096;

  /** Of an answer that somebody watches, in bytes. */
  private static final int SHOWN = 1_000;

  private static final int LONGEST_REASON = 200;
  private static final int GONE = 410;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final Duration LONGEST_WAIT = Duration.ofDays(1);
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** Of a head; whoever sends more is no receiver of webhooks. */
  private static final Http1Config BOUNDS =
      Http1Config.custom().setMaxLineLength(16_384).setMaxHeaderCount(200).build();

  private final Channel.Webhook webhook;
  private final References references;
  private final Duration timeout;
  private final CloseableHttpClient client;
  private final ScheduledThreadPoolExecutor watch;

  /**
   * Of a channel that is a webhook.
   *
   * @param references where secrets stand
   * @param allowPrivate whether it may lead to this machine and its network
   */
  public WebhookSender(
      Channel.Webhook webhook, Channel.Limits limits, References references, boolean allowPrivate) {
    this.webhook = webhook;
    this.references = references;
    timeout = limits.timeout();
    Duration connect = timeout.compareTo(CONNECT) < 0 ? timeout : CONNECT;
    client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setConnectionFactory(
                        ManagedHttpClientConnectionFactory.builder().http1Config(BOUNDS).build())
                    .setDnsResolver(new PublicAddresses(allowPrivate))
                    .setMaxConnPerRoute(limits.concurrency())
                    .setMaxConnTotal(limits.concurrency())
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(Timeout.of(connect))
                            .setSocketTimeout(Timeout.of(timeout))
                            .setValidateAfterInactivity(TimeValue.ofMilliseconds(500))
                            .setTimeToLive(TimeValue.ofMinutes(1))
                            .build())
                    .build())
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableContentCompression()
            .setUserAgent("Nudge")
            .build();
    watch =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "webhook-timeout");
              thread.setDaemon(true);
              return thread;
            });
    watch.setRemoveOnCancelPolicy(true);
    watch.setKeepAliveTime(10, TimeUnit.SECONDS);
    watch.allowCoreThreadTimeOut(true);
  }

  @Override
  public boolean receiverDropsRepeats() {
    return true;
  }

  @Override
  public SendResult send(FiredTrigger trigger) {
    return send(trigger, 0).result();
  }

  @Override
  public Answered sendAndShow(FiredTrigger trigger) {
    return send(trigger, SHOWN);
  }

  /**
   * One attempt.
   *
   * @param shown how many bytes of the answer are to be shown
   */
  private Answered send(FiredTrigger trigger, int shown) {
    List<String> secrets = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (String secret : webhook.secrets()) {
      String resolved = references.resolve(secret, problems::add);
      secrets.add(resolved);
      if (problems.isEmpty()) {
        Secret.problem(resolved).ifPresent(problem -> problems.add("the secret: " + problem));
      }
    }
    if (!problems.isEmpty()) {
      return new Answered(new SendResult.Failed(problems.get(0), Optional.empty(), true), "");
    }
    byte[] body = body(trigger);
    long now = Instant.now().getEpochSecond();
    HttpPost request = new HttpPost(webhook.url());
    request.setHeader("webhook-id", trigger.id());
    request.setHeader("webhook-timestamp", Long.toString(now));
    request.setHeader("webhook-signature", Signature.of(secrets, trigger.id(), now, body));
    request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
    return send(request, shown);
  }

  private Answered send(HttpPost request, int shown) {
    // Timeouts of sockets are for each read: a receiver that drips would hold us for ever.
    ScheduledFuture<?> end =
        watch.schedule(request::cancel, timeout.toMillis(), TimeUnit.MILLISECONDS);
    try {
      ClassicHttpResponse response =
          client.executeOpen(HttpHost.create(request.getUri()), request, null);
      SendResult outcome = outcome(response);
      String text = shown == 0 ? "" : beginning(response, shown);
      drop(response);
      return new Answered(outcome, text);
    } catch (PublicAddresses.PrivateAddressException e) {
      return new Answered(new SendResult.Refused(String.valueOf(e.getMessage()), false), "");
    } catch (IOException | URISyntaxException | RuntimeException e) {
      String reason =
          request.isCancelled()
              ? "no answer within " + timeout.toMillis() + " ms"
              : e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      return new Answered(new SendResult.Failed(reason, Optional.empty(), true), "");
    } finally {
      end.cancel(false);
    }
  }

  private static String beginning(ClassicHttpResponse response, int most) {
    if (response.getEntity() == null) {
      return "";
    }
    try {
      return new String(response.getEntity().getContent().readNBytes(most), UTF_8);
    } catch (IOException e) {
      return ""; // it broke off behind its head, which says what became of the request
    }
  }

  /**
   * A short answer is read so that its connection can be used again; any other is cut off. By now
   * it is known what became of the request, so nothing here can change that.
   */
  private static void drop(ClassicHttpResponse response) {
    HttpEntity entity = response.getEntity();
    long length = entity == null ? 0 : entity.getContentLength();
    try {
      if (length >= 0 && length <= SHORT_ANSWER) {
        EntityUtils.consume(entity);
        response.close();
      } else if (response instanceof ModalCloseable open) {
        open.close(CloseMode.IMMEDIATE); // the other way would read on until the timeout
      } else {
        response.close();
      }
    } catch (IOException e) {
      log.debug("an answer broke off behind its head", e);
    }
  }

  private static SendResult outcome(ClassicHttpResponse response) {
    int status = response.getCode();
    String said = said(response);
    if (status >= 200 && status < 300) {
      return new SendResult.Delivered(said);
    }
    if (status == GONE) {
      return new SendResult.Refused(said + ": the receiver wants no more", true);
    }
    if (status >= 300 && status < 400) {
      return new SendResult.Failed(
          said + ", and redirects are not followed", Optional.empty(), true);
    }
    return new SendResult.Failed(
        said, retryAfter(response), status >= 500 || status == TOO_MANY_REQUESTS);
  }

  /** The status and its reason, where there is one. */
  private static String said(ClassicHttpResponse response) {
    String reason = response.getReasonPhrase() == null ? "" : response.getReasonPhrase().strip();
    String said = (response.getCode() + " " + reason).strip();
    return said.length() > LONGEST_REASON ? said.substring(0, LONGEST_REASON) : said;
  }

  /** What {@code Retry-After} says: seconds or a date; a day at most. */
  private static Optional<Duration> retryAfter(ClassicHttpResponse response) {
    Header header = response.getFirstHeader("Retry-After");
    if (header == null) {
      return Optional.empty();
    }
    Duration wait;
    try {
      String value = header.getValue().strip();
      wait =
          value.chars().allMatch(c -> c >= '0' && c <= '9')
              ? Duration.ofSeconds(Long.parseLong(value))
              : Duration.between(
                  Instant.now(),
                  ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
    return Optional.of(
        wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
  }

  private static byte[] body(FiredTrigger trigger) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "trigger.fired");
    Object time = trigger.values().get("time");
    body.put("timestamp", time == null ? "" : time);
    body.put("data", trigger.values());
    return new JsonWriter().writeValue(body);
  }

  @Override
  public void close() {
    watch.shutdownNow();
    client.close(CloseMode.IMMEDIATE);
  }
}
