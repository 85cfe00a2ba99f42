package dev.nudge.console.account;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.nudge.console.web.ApiException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tokens for programs, for admins. */
@RestController
@RequestMapping("/api/tokens")
@Tag(name = "tokens")
class TokenController {
  private static final Duration GRACE = Duration.ofHours(24);

  private final Tokens tokens;

  TokenController(Tokens tokens) {
    this.tokens = tokens;
  }

  /** What a token can be good for. No token manages accounts. */
  enum Scope {
    READ(Permission.READ),
    EDIT(Permission.EDIT),
    PUBLISH(Permission.PUBLISH),
    COLLECT(Permission.COLLECT),
    QUERY(Permission.QUERY);

    private final Permission permission;

    Scope(Permission permission) {
      this.permission = permission;
    }

    @JsonValue
    String text() {
      return permission.authority();
    }
  }

  /**
   * A token as admins see it: without itself.
   *
   * @param queries that it may ask
   * @param expires from then on it opens nothing; absent for never
   * @param rotated when it got its text, if not when it was made
   * @param oldUntil until when the text of before opens the same
   * @param oldUsed when the text of before was last used since it is that
   */
  record ListedToken(
      long id,
      String name,
      List<String> scopes,
      List<String> queries,
      Instant created,
      String createdBy,
      @Nullable Instant lastUsed,
      @Nullable Instant expires,
      @Nullable Instant rotated,
      @Nullable Instant oldUntil,
      @Nullable Instant oldUsed) {
    static ListedToken of(Tokens.Token token) {
      return new ListedToken(
          token.id(),
          token.name(),
          token.scopes().stream().sorted().map(Permission::authority).toList(),
          token.queries().stream().sorted().toList(),
          token.created(),
          token.createdBy(),
          token.lastUsed(),
          token.expires(),
          token.rotated(),
          token.oldUntil(),
          token.oldUsed());
    }
  }

  /**
   * What a new token is for.
   *
   * @param queries the names of those that it may ask, with the scope query, whoever else may
   * @param days after which it opens nothing any more; absent for never
   */
  record WantedToken(
      @NotBlank @Size(max = 100) String name,
      @NotEmpty Set<Scope> scopes,
      @Nullable @Size(max = 100) Set<@Pattern(regexp = "[a-z0-9][a-z0-9-]{0,63}") String> queries,
      @Nullable @Min(1) @Max(3650) Integer days) {}

  /**
   * A token that was just made, or has another text.
   *
   * @param token send it as {@code Authorization: Bearer TOKEN}; it is not shown again
   * @param oldUntil until when the text of before opens the same
   */
  record MadeToken(
      long id, String name, List<String> scopes, String token, @Nullable Instant oldUntil) {
    static MadeToken of(Tokens.Fresh fresh) {
      ListedToken listed = ListedToken.of(fresh.token());
      return new MadeToken(
          listed.id(), listed.name(), listed.scopes(), fresh.text(), listed.oldUntil());
    }
  }

  /**
   * How a token changes.
   *
   * @param graceHours for which its text of before opens the same; absent for 24, 0 for not at all
   */
  record Rotation(@Nullable @Min(0) @Max(720) Integer graceHours) {}

  @GetMapping
  @Operation(operationId = "tokens", summary = "All tokens, without themselves")
  List<ListedToken> all() {
    return tokens.all().stream().map(ListedToken::of).toList();
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(operationId = "addToken", summary = "Make a token; its text is answered this once")
  MadeToken add(@Valid @RequestBody WantedToken wanted, Authentication caller) {
    Set<Permission> scopes =
        wanted.scopes().stream().map(scope -> scope.permission).collect(Collectors.toSet());
    Set<String> queries = Objects.requireNonNullElse(wanted.queries(), Set.of());
    if (wanted.scopes().contains(Scope.QUERY) == queries.isEmpty()) {
      throw ApiException.badRequest(
          "'queries' are the names of those that a token with the scope 'query' may ask");
    }
    Optional<Instant> expires =
        Optional.ofNullable(wanted.days())
            .map(days -> Instant.now().plus(Duration.ofDays(days)).truncatedTo(ChronoUnit.SECONDS));
    Tokens.Fresh fresh =
        tokens.make(wanted.name(), scopes, queries, expires, Caller.of(caller).name());
    return MadeToken.of(fresh);
  }

  @PostMapping("/{id}/rotate")
  @Operation(
      operationId = "rotateToken",
      summary = "Give a token another text; the one of before opens the same for some hours")
  MadeToken rotate(@PathVariable long id, @Valid @RequestBody Rotation rotation) {
    Duration grace =
        rotation.graceHours() == null ? GRACE : Duration.ofHours(rotation.graceHours());
    return tokens
        .rotate(id, grace)
        .map(MadeToken::of)
        .orElseThrow(() -> ApiException.notFound("there is no token " + id));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(operationId = "removeToken", summary = "Remove a token; it opens nothing any more")
  void remove(@PathVariable long id) {
    if (!tokens.remove(id)) {
      throw ApiException.notFound("there is no token " + id);
    }
  }
}
