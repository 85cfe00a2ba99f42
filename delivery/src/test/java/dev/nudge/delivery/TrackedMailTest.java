package dev.nudge.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.nudge.delivery.channel.Channel;
import dev.nudge.delivery.channel.ChannelReader;
import dev.nudge.delivery.report.DeliveryEvent.Origin;
import dev.nudge.delivery.send.SendResult;
import dev.nudge.delivery.send.Sender;
import dev.nudge.delivery.track.LinkKey;
import dev.nudge.delivery.track.TrackedLink;
import dev.nudge.delivery.track.TrackedMail;
import dev.nudge.delivery.track.Tracking;
import dev.nudge.delivery.track.WrittenSites;
import dev.nudge.delivery.trigger.FiredTrigger;
import dev.nudge.engine.document.Problem;
import dev.nudge.settings.References;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackedMailTest {
  private static final LinkKey KEY = LinkKey.of("0123456789abcdef0123456789abcdef");
  private static final Tracking TRACKING = new Tracking("https://nudge.example.com", KEY);
  private static final Origin ORIGIN = new Origin("t1", "cart", "twenty", "letters", "u1");
  private static final WrittenSites SHOP = WrittenSites.in(List.of("https://shop.example/"));
  private static final TrackedMail MAIL = mail(SHOP, "https://shop.example/unsubscribe?u=u1");

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

  @Test
  void theLinksOfAMailLeadOverTheConsoleAndItsPictureTellsThatItWasOpened() throws Exception {
    assertThat(send("report: true")).isInstanceOf(SendResult.Delivered.class);

    MimeMultipart parts = (MimeMultipart) server.getReceivedMessages()[0].getContent();
    String text = parts.getBodyPart(0).getContent().toString().strip();
    assertThat(text).startsWith("See https://nudge.example.com/r/").endsWith(".");
    assertThat(linksIn(text)).containsExactly("https://shop.example/?a=1&b=2");
    assertThat(server.getReceivedMessages()[0].getHeader("List-Unsubscribe"))
        .containsExactly("<https://shop.example/unsubscribe?u=u1>");
    String html = parts.getBodyPart(1).getContent().toString().strip();
    assertThat(html)
        .startsWith("<p>See <a class='x' href='https://nudge.example.com/r/")
        .contains(
            "'>the shop</a>, or <a href=\"https://shop.example/unsubscribe?u=u1\">no more</a>")
        .endsWith("\" width=\"1\" height=\"1\" alt=\"\">");
    assertThat(linksIn(html)).containsExactly("https://shop.example/?a=1&b=2", "");
  }

  @Test
  void whatAChannelDoesNotWantCountedStaysAsItIs() throws Exception {
    send("report: false");
    send("report: true", "track: {opens: false, clicks: false}");
    send("report: true", "track: {opens: false}");

    for (int i = 0; i < 3; i++) {
      MimeMultipart parts = (MimeMultipart) server.getReceivedMessages()[i].getContent();
      assertThat(linksIn(parts.getBodyPart(1).getContent().toString())).hasSize(i == 2 ? 1 : 0);
    }
  }

  @Test
  void everythingButTheLinksStaysByteForByte() {
    String page =
        "<!DOCTYPE html>\n<HTML><body bgcolor=red><table><tr><td>a<!--[if mso]>x<![endif]-->"
            + "<A HREF=https://shop.example/a>1</A><a href=\"mailto:a@b.example\">2</a>"
            + "<a href='#top'>3</a><area href = \"https://shop.example/b?x=1&amp;y=%C3%BC\">"
            + "<a href=\"https://not a link\">4</a></tr></body></HTML>\n";

    String counted = MAIL.html(page);

    assertThat(linksIn(counted))
        .containsExactly("https://shop.example/a", "https://shop.example/b?x=1&y=%C3%BC");
    assertThat(counted.replaceAll("https://nudge.example.com/r/[\\w.-]+", "LINK"))
        .isEqualTo(
            page.replace("https://shop.example/a>", "LINK>")
                .replace("https://shop.example/b?x=1&amp;y=%C3%BC", "LINK"));
    assertThat(MAIL.withPicture(page)).endsWith("alt=\"\"></body></HTML>\n");
  }

  @Test
  void thePictureStandsAtTheEndOfTheBodyWhateverLettersComeBeforeIt() {
    assertThat(MAIL.withPicture("<BODY>" + "\u0130".repeat(9) + "</BODY></body ></html>"))
        .startsWith("<BODY>" + "\u0130".repeat(9) + "</BODY><img ")
        .endsWith("alt=\"\"></body ></html>");
    assertThat(MAIL.withPicture("Hi")).startsWith("Hi<img ");
  }

  @Test
  void theBracketThatALinkHasOpenedBelongsToIt() {
    String counted =
        MAIL.text(
            "(https://shop.example/shoes_(red)). https://shop.example/a), or"
                + " (https://shop.example/b)!");

    assertThat(linksIn(counted))
        .containsExactly(
            "https://shop.example/shoes_(red)", "https://shop.example/a", "https://shop.example/b");
    assertThat(counted.replaceAll("https://nudge.example.com/r/[\\w.-]+", "LINK"))
        .isEqualTo("(LINK). LINK), or (LINK)!");
  }

  @Test
  void aLinkThatIsToStayMayEndWithPunctuation() {
    String address = "https://shop.example/unsubscribe?u=ann!";
    TrackedMail mail = mail(SHOP, address);

    for (String text : List.of(address, address + ".", "(" + address + ")...")) {
      assertThat(mail.text(text)).isEqualTo(text);
    }
  }

  @Test
  void anAddressThatAnEventBroughtIsNeverSigned() throws Exception {
    for (String link :
        List.of(
            "https://evil.example/",
            "https://shop.example.evil.example/",
            "https://shop.example@evil.example/",
            "https://shop.example:8443/",
            "https://evil.example\\\\@shop.example/",
            "http://shop.example/")) {
      sendLink(link, "report: true");

      var all = server.getReceivedMessages();
      MimeMultipart parts = (MimeMultipart) all[all.length - 1].getContent();
      String html = parts.getBodyPart(1).getContent().toString();
      assertThat(linksIn(html)).as(link).containsExactly("");
      assertThat(html).contains("href='" + link.replace("'", "&#39;") + "'");
    }
  }

  @Test
  void aSiteIsWrittenOutUpToItsHostsEnd() {
    assertThat(
            WrittenSites.in(
                    List.of(
                        "See https://a.example. Or (http://B.example:8080/${user}), https://c.example",
                        "<a href='https://d.example' class=x>1</a><a href=\"https://e.example\">2</a>",
                        "${offer.link ?? 'https://f.example/'} https://g.example?u=${user}"))
                .sites())
        .containsExactlyInAnyOrder(
            "https://a.example",
            "http://b.example:8080",
            "https://c.example",
            "https://d.example",
            "https://e.example",
            "https://f.example",
            "https://g.example");
    assertThat(
            WrittenSites.in(
                    List.of(
                        "https://${offer.host}/ https://shop.${offer.domain}/ https://shop${user}/",
                        "https://shop.example:80${user}/ https://shop.example:${offer.port}/",
                        "https://shop.example@${offer.host}/ ${'https://shop' + offer.domain}"))
                .sites())
        .isEmpty();
  }

  @Test
  void aLinkThatNobodyHasSignedSaysNothing() {
    String token = new TrackedLink(ORIGIN, "https://shop.example/").token(KEY);

    assertThat(TrackedLink.of(token, KEY))
        .contains(new TrackedLink(ORIGIN, "https://shop.example/"));
    assertThat(TrackedLink.of(token, LinkKey.of("another key of thirty-two letters"))).isEmpty();
    String other = new TrackedLink(ORIGIN, "https://evil.example/").token(KEY);
    String mixed = other.substring(0, other.indexOf('.')) + token.substring(token.indexOf('.'));
    for (String wrong : List.of(mixed, "", ".", "a.b", "é.é", token + "A", token.substring(1))) {
      assertThat(TrackedLink.of(wrong, KEY)).as(wrong).isEmpty();
    }
  }

  @Test
  void whoComesByALinkIsAnEventOfItsUser() {
    assertThat(json(new TrackedLink(ORIGIN, "")))
        .isEqualTo(
            "{'id':'t1.letters.opened','user':'u1','type':'opened','time':'1970-01-01T00:00:01Z',"
                + "'campaign':'cart','variant':'twenty','channel':'letters','trigger':'t1'}");
    assertThat(json(new TrackedLink(ORIGIN, "https://shop.example/a")))
        .startsWith("{'id':'t1.letters.clicked.")
        .endsWith("'trigger':'t1','link':'https://shop.example/a'}");
  }

  @Test
  void aKeyIsMadeOnceAndIsItsOwnersAlone(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("link-key");

    String token = new TrackedLink(ORIGIN, "").token(LinkKey.readOrMake(file));

    assertThat(TrackedLink.of(token, LinkKey.readOrMake(file))).isPresent();
    assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    Files.writeString(file, "short\n");
    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> LinkKey.read(file)))
        .hasMessageContaining("holds no key: a key has at least 32 characters");
  }

  private static TrackedMail mail(WrittenSites sites, String except) {
    return new TrackedMail(TRACKING.publicUrl(), KEY, ORIGIN, sites, List.of(except));
  }

  private static String json(TrackedLink link) {
    return new String(link.event(1_000).toJson(), StandardCharsets.UTF_8).replace('"', '\'');
  }

  /** Where the counted links of a text lead, by what they say themselves. */
  private static List<String> linksIn(String text) {
    return Pattern.compile("https://nudge\\.example\\.com/r/(?:open/)?([\\w-]+\\.[\\w-]+)")
        .matcher(text)
        .results()
        .map((MatchResult found) -> TrackedLink.of(found.group(1), KEY).orElseThrow().link())
        .toList();
  }

  private SendResult send(String report, String... below) {
    return sendLink("https://shop.example/?a=1&b=2", report, below);
  }

  private SendResult sendLink(String link, String report, String... below) {
    String yaml =
        """
        channel: letters
        %s
        email:
          smtp: {host: 127.0.0.1, port: %d, security: none}
          from: Shop <offers@shop.example>
          to: ann@example.org
          subject: Hello
          text: See https://shop.example/?a=1&b=2.
          html: >-
            <p>See <a class='x' href='${offer.link}'>the shop</a>,
            or <a href="https://shop.example/unsubscribe?u=${user}">no more</a></p>
          unsubscribe: https://shop.example/unsubscribe?u=${user}
          %s
        """
            .formatted(report, server.getSmtp().getPort(), String.join("", below));
    List<Problem> problems = new ArrayList<>();
    Channel channel = new ChannelReader().read("letters.yaml", yaml, problems).get(0);
    assertThat(problems).isEmpty();
    Map<String, Object> trigger =
        Map.of(
            "id",
            "t1",
            "campaign",
            "cart",
            "variant",
            "twenty",
            "user",
            "u1",
            "offer",
            Map.of("channel", "letters", "link", link));
    Senders senders =
        new Senders(new References(Map.of(), Path.of("")), false, Optional.of(TRACKING));
    try (Sender sender = senders.of(channel)) {
      return sender.send(FiredTrigger.of(trigger).orElseThrow());
    }
  }
}
