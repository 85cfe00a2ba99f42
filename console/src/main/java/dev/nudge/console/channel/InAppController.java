package dev.nudge.console.channel;

import dev.nudge.console.account.Caller;
import dev.nudge.console.live.Kind;
import dev.nudge.console.live.Streams;
import dev.nudge.console.web.ApiException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

@RestController
@RequestMapping("/api/in-app")
@Tag(name = "in-app")
class InAppController {
  private final UserTokens tokens;
  private final InAppOffers offers;
  private final Streams streams;
  private final Clock clock;

  InAppController(UserTokens tokens, InAppOffers offers, Streams streams, Clock clock) {
    this.tokens = tokens;
    this.offers = offers;
    this.streams = streams;
    this.clock = clock;
  }

  /**
   * Whose token.
   *
   * @param hours for which it lasts; 24 where nothing is said
   */
  @Schema(requiredProperties = "user")
  record Wanted(
      @NotBlank @Size(max = 1_000) String user,
      @Min(1) @Max(24 * 30) @Schema(defaultValue = "24") @Nullable Integer hours) {}

  /**
   * A token of one user.
   *
   * @param token sent as {@code Authorization: Bearer TOKEN}
   * @param until when it ends
   */
  record UserToken(String user, String token, Instant until) {}

  @PostMapping("/tokens")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      operationId = "makeUserToken",
      summary = "A token with which one user's offers are read and events of that user are sent",
      description =
          "For the server of an app or a web site, which knows who somebody is, and hands the token"
              + " on. The caller's own token needs the scopes read and collect: this one gives a part"
              + " of both.")
  UserToken token(@Valid @RequestBody Wanted wanted) {
    int hours = wanted.hours() == null ? 24 : wanted.hours();
    Instant until = clock.instant().plus(Duration.ofHours(hours));
    return new UserToken(wanted.user(), tokens.make(wanted.user(), until), until);
  }

  @GetMapping(value = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @Operation(
      operationId = "inAppStream",
      summary = "The offers of one's own that name a channel of the kind in_app, as they happen",
      description =
          "Events are called trigger; where several come at once, data is an array of them. The id"
              + " says where to go on: sent as Last-Event-ID (or lastEventId), it resumes without a"
              + " gap.")
  ResponseEntity<StreamingResponseBody> stream(
      Authentication caller,
      @RequestParam(defaultValue = "") String lastEventId,
      @RequestHeader(name = "Last-Event-ID", defaultValue = "") String header,
      HttpServletRequest request,
      HttpServletResponse response) {
    String user =
        Caller.of(caller)
            .user()
            .orElseThrow(() -> ApiException.badRequest("this is for tokens of single users"));
    return streams.open(
        new Streams.Wish(
            Set.of(Kind.TRIGGER), false, Optional.empty(), Optional.of(user), offers::told),
        header.isEmpty() ? lastEventId : header,
        request,
        response);
  }
}
