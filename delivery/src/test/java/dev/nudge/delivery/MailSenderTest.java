package dev.nudge.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.nudge.delivery.channel.Channel;
import dev.nudge.delivery.channel.ChannelReader;
import dev.nudge.delivery.send.SendResult;
import dev.nudge.delivery.send.Sender;
import dev.nudge.delivery.trigger.FiredTrigger;
import dev.nudge.engine.document.Problem;
import dev.nudge.settings.References;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailSenderTest {
  private GreenMail server;

  @BeforeEach
  void start() {
    server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  static String channel(int port) {
    return """
        channel: letters
        email:
          smtp: {host: 127.0.0.1, port: %d, security: none}
          from: Shop <offers@shop.example>
          to: ${offer.email}
          subject: For ${offer.name ?? 'you'}
          text: "Dear ${offer.name ?? 'customer'}, see ${offer.link ?? 'the shop'}."
          html: <p>Dear ${offer.name ?? 'customer'}</p>
          unsubscribe: https://shop.example/unsubscribe?u=${user}
        """
        .formatted(port);
  }

  @Test
  void aMailHasBothPartsAndTheHeadersOfOneClickUnsubscription() throws Exception {
    SendResult outcome =
        send(Map.of("email", "ann@example.org", "name", "Ann <b>", "link", "https://x.example"));

    assertThat(outcome).isInstanceOf(SendResult.Delivered.class);
    MimeMessage message = server.getReceivedMessages()[0];
    assertThat(message.getAllRecipients()[0]).hasToString("ann@example.org");
    assertThat(message.getFrom()[0]).hasToString("Shop <offers@shop.example>");
    assertThat(message.getSubject()).isEqualTo("For Ann <b>");
    assertThat(message.getMessageID()).isEqualTo("<t1.letters@nudge>");
    assertThat(message.getHeader("List-Unsubscribe"))
        .containsExactly("<https://shop.example/unsubscribe?u=u1>");
    assertThat(message.getHeader("List-Unsubscribe-Post"))
        .containsExactly("List-Unsubscribe=One-Click");
    MimeMultipart parts = (MimeMultipart) message.getContent();
    assertThat(parts.getContentType()).startsWith("multipart/alternative");
    assertThat(parts.getBodyPart(0).getContent().toString().strip())
        .isEqualTo("Dear Ann <b>, see https://x.example.");
    assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
    assertThat(parts.getBodyPart(1).getContent().toString().strip())
        .isEqualTo("<p>Dear Ann &lt;b&gt;</p>");
  }

  @Test
  void whatATriggerSaysBeginsNoHeader() throws Exception {
    send(Map.of("email", "ann@example.org", "name", "Ann\r\nBcc: eve@example.org"));

    MimeMessage message = server.getReceivedMessages()[0];
    assertThat(message.getSubject()).isEqualTo("For Ann Bcc: eve@example.org");
    assertThat(GreenMailUtil.getHeaders(message)).doesNotContain("\r\nBcc:");
    assertThat(server.getReceivedMessages()).hasSize(1);
  }

  @Test
  void aTriggerWithoutAnAddressIsRefusedAtOnce() {
    assertThat(send(Map.of()))
        .isInstanceOfSatisfying(
            SendResult.Refused.class,
            refused ->
                assertThat(refused.detail())
                    .isEqualTo("no mail can be made of it: no property 'email'"));
    assertThat(send(Map.of("email", "a@x.example, b@x.example")))
        .isInstanceOf(SendResult.Refused.class);
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void aServerThatIsAwayIsTriedAgain() {
    int port = server.getSmtp().getPort();
    server.stop();

    assertThat(send(port, Map.of("email", "ann@example.org")))
        .isInstanceOfSatisfying(
            SendResult.Failed.class, failed -> assertThat(failed.receiverDown()).isTrue());
  }

  @Test
  void whatBreaksOffBehindTheLastByteIsNotKnown() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      Thread thread = new Thread(() -> takeAndFallSilent(socket));
      thread.start();

      assertThat(send(socket.getLocalPort(), Map.of("email", "ann@example.org")))
          .isInstanceOf(SendResult.Unknown.class);
      thread.join();
    }
  }

  /** Speaks SMTP until the mail has come, and hangs up instead of saying what became of it. */
  private static void takeAndFallSilent(ServerSocket socket) {
    try (var connection = socket.accept();
        var in = new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8));
        var out = new OutputStreamWriter(connection.getOutputStream(), UTF_8)) {
      out.write("220 here\r\n");
      out.flush();
      boolean data = false;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (data && line.equals(".")) {
          return;
        }
        if (!data) {
          data = line.equals("DATA");
          out.write(data ? "354 go on\r\n" : "250 ok\r\n");
          out.flush();
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private SendResult send(Map<String, Object> offer) {
    return send(server.getSmtp().getPort(), offer);
  }

  private static SendResult send(int port, Map<String, Object> offer) {
    List<Problem> problems = new ArrayList<>();
    Channel channel = new ChannelReader().read("letters.yaml", channel(port), problems).get(0);
    assertThat(problems).isEmpty();
    Map<String, Object> filled = new LinkedHashMap<>(offer);
    filled.put("channel", "letters");
    Map<String, Object> trigger =
        Map.of("id", "t1", "campaign", "cart", "user", "u1", "offer", filled);
    try (Sender sender =
        new Senders(new References(Map.of(), Path.of("")), false, Optional.empty()).of(channel)) {
      return sender.send(FiredTrigger.of(trigger).orElseThrow());
    }
  }
}
