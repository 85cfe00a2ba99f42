package dev.nudge.console.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nudge.delivery.track.LinkKey;
import dev.nudge.delivery.track.TrackedLink;
import dev.nudge.delivery.track.TrackedMail;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where counted links of mails lead: to the address that they say themselves. Whoever sends the
 * mail signs it, and only where it leads to a site that the author of the mail has written out, so
 * that nobody else can send people elsewhere from here. Whoever reads the mail waits for nothing:
 * the event is written behind their back.
 */
@RestController
@Hidden // for readers of mails, not for programs
class FollowedLinks {
  /** One transparent pixel. */
  private static final byte[] PICTURE =
      Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

  private static final byte[] UNKNOWN = "This link leads nowhere.\n".getBytes(UTF_8);

  private final Optional<LinkKey> key;
  private final EventsOfLinks events;
  private final Clock clock;

  FollowedLinks(LinkKeyFile file, EventsOfLinks events, Clock clock) {
    key = file.key();
    this.events = events;
    this.clock = clock;
  }

  @GetMapping(TrackedMail.LINKS + "{token}")
  ResponseEntity<byte[]> follow(@PathVariable String token, HttpServletRequest request) {
    TrackedLink link = read(token);
    if (link == null || link.isPicture()) {
      return unknown();
    }
    note(link, request);
    return ResponseEntity.status(HttpStatus.FOUND)
        .location(URI.create(link.link()))
        .cacheControl(CacheControl.noStore())
        .header("Referrer-Policy", "no-referrer")
        .header("X-Robots-Tag", "noindex")
        .build();
  }

  @GetMapping(TrackedMail.PICTURES + "{token}")
  ResponseEntity<byte[]> open(@PathVariable String token, HttpServletRequest request) {
    TrackedLink link = read(token);
    if (link == null || !link.isPicture()) {
      return unknown();
    }
    note(link, request);
    return ResponseEntity.ok()
        .contentType(MediaType.IMAGE_GIF)
        .cacheControl(CacheControl.noStore())
        .header("Cross-Origin-Resource-Policy", "cross-origin")
        .body(PICTURE);
  }

  private @Nullable TrackedLink read(String token) {
    return key.flatMap(known -> TrackedLink.of(token, known)).orElse(null);
  }

  private static ResponseEntity<byte[]> unknown() {
    return ResponseEntity.status(HttpStatus.NOT_FOUND)
        .contentType(new MediaType(MediaType.TEXT_PLAIN, UTF_8))
        .cacheControl(CacheControl.noStore())
        .body(UNKNOWN);
  }

  /** A program that only looks whether there is something, or fetches it in advance, is nobody. */
  private void note(TrackedLink link, HttpServletRequest request) {
    if (request.getMethod().equals("GET") && !isPrefetch(request)) {
      events.write(link.event(clock.millis()));
    }
  }

  private static boolean isPrefetch(HttpServletRequest request) {
    for (String header : new String[] {"Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"}) {
      String purpose = request.getHeader(header);
      if (purpose != null && purpose.toLowerCase(Locale.ROOT).contains("prefetch")) {
        return true;
      }
    }
    return false;
  }
}
