package dev.nudge.delivery.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nudge.engine.document.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChannelReaderTest {
  private final List<Problem> problems = new ArrayList<>();

  @Test
  void aWebhookIsReadWithItsLimits() {
    Channel channel =
        read("""
                channel: crm
                description: Offers for the call centre
                webhook:
                  url: https://crm.example/in
                  secret: ["${env:NEW_SECRET}", "${env:OLD_SECRET}"]
                  rate: {at_most: 100, per: 1s}
                  concurrency: 4
                  timeout: 5s
                give_up_after: 12h
                report: true
                """)
            .get(0);

    assertThat(problems).isEmpty();
    assertThat(channel)
        .isEqualTo(
            new Channel(
                "crm",
                "Offers for the call centre",
                new Channel.Webhook(
                    "https://crm.example/in", List.of("${env:NEW_SECRET}", "${env:OLD_SECRET}")),
                new Channel.Limits(
                    Optional.of(new Channel.Rate(100, Duration.ofSeconds(1))),
                    4,
                    Duration.ofSeconds(5)),
                Duration.ofHours(12),
                true));
  }

  @Test
  void whatIsNotSaidHasADefault() {
    Channel channel =
        read("channel: crm\nwebhook: {url: 'https://crm.example/', secret: '${env:S}'}\n").get(0);

    assertThat(channel.limits())
        .isEqualTo(new Channel.Limits(Optional.empty(), 8, Duration.ofSeconds(15)));
    assertThat(channel.giveUpAfter()).isEqualTo(Duration.ofDays(1));
    assertThat(channel.report()).isFalse();
  }

  @Test
  void everyMistakeIsReportedAtItsPlace() {
    read(
        """
        channel: CRM
        webhook:
          url: ftp://crm.example
          secret: hunter2
          concurency: 2
          timeout: 1h
        """);
    read("channel: crm\n");
    read("channel: crm\nwebhook: {url: 'http://x.example/', secret: '${env:S}'}\nemail: {}\n");

    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactly(
            "crm.yaml:1:10: error: 'channel': expected a name such as crm: lower-case letters,"
                + " digits and -, at most 64",
            "crm.yaml:5:3: error: unknown key 'concurency', did you mean 'concurrency'?",
            "crm.yaml:6:12: error: 'timeout': expected at most 2m",
            "crm.yaml:3:8: error: 'url': expected an address such as https://crm.example/in",
            "crm.yaml:4:11: error: 'secret': expected whsec_ and, in base64, 24 to 64 bytes",
            "crm.yaml:1:1: error: a channel has one of 'webhook', 'email' and 'in_app'",
            "crm.yaml:3:1: error: a channel has one of 'webhook', 'email' and 'in_app'");
  }

  @Test
  void aSecretInTheOpenAndHttpAreWarnedOf() {
    List<Channel> channels =
        read(
            "channel: crm\nwebhook: {url: 'http://crm.example/', secret:"
                + " whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw}\n");

    assertThat(channels).hasSize(1);
    assertThat(channels.get(0).toString()).doesNotContain("whsec_");
    assertThat(problems)
        .extracting(Problem::text)
        .containsExactly(
            "http is not encrypted: whoever is on the way reads along",
            "the secret will stand in the topic for all to read; say where it is instead:"
                + " \"${env:NAME}\" or \"${file:PATH}\"");
  }

  @Test
  void aMailIsOverWhatATriggerSaysAndNotOverTheProfile() {
    List<Channel> channels =
        read(
            """
            channel: letters
            email:
              smtp: {host: smtp.example.com, user: nudge, password: "${env:PASSWORD}"}
              from: offers@shop.example
              to: ${profile.email}
              subject: Hello
              text: Hello ${offer.name
              unsubscribe: http://shop.example/
            """);

    assertThat(channels).isEmpty();
    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactly(
            "crm.yaml:5:7: error: a trigger holds no profile and no clock: let the campaign put"
                + " what is needed into its offer, as in offer: {email: \"${profile.email}\"}, and"
                + " write ${offer.email} here",
            "crm.yaml:7:15: error: '${' without its '}'; write '$${' for the signs",
            "crm.yaml:8:16: error: 'unsubscribe': expected an https address: mail programs take no"
                + " other");
  }

  @Test
  void aChannelOfAnAppNeedsNothingButItsName() {
    List<Channel> channels = read("channel: app\nin_app: {}\nreport: true\n");

    assertThat(problems).isEmpty();
    assertThat(channels)
        .singleElement()
        .satisfies(channel -> assertThat(channel.destination()).isEqualTo(new Channel.InApp()));
    read("channel: app\nin_app: {url: x}\n");
    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactly(
            "crm.yaml:2:10: error: unknown key 'url' here: it belongs under 'webhook'");
  }

  @Test
  void whatIsCountedOfAMailNeedsAReport() {
    String mail =
        """
        channel: letters
        %semail:
          smtp: {host: smtp.example.com}
          from: offers@shop.example
          to: ${offer.email}
          subject: Hello
          text: Hello
          track: {opens: false}
        """;
    assertThat(read(mail.formatted("report: true\n")))
        .singleElement()
        .satisfies(
            channel ->
                assertThat(((Channel.Email) channel.destination()).track())
                    .isEqualTo(new Channel.Track(false, true)));
    assertThat(problems).isEmpty();
    read(mail.formatted(""));
    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactly(
            "crm.yaml:8:3: error: 'track' says what is told of a mail, and nothing is told without"
                + " 'report: true'");
  }

  private List<Channel> read(String yaml) {
    return new ChannelReader().read("crm.yaml", yaml, problems);
  }
}
