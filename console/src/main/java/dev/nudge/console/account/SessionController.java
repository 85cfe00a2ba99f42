package dev.nudge.console.account;

import dev.nudge.console.web.ApiException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signing in and out, and who one is. */
@RestController
@RequestMapping("/api/session")
@Tag(name = "session")
class SessionController {
  private final SignIn signIn;
  private final Accounts accounts;
  private final ObjectProvider<ClientRegistrationRepository> providers;

  SessionController(
      SignIn signIn, Accounts accounts, ObjectProvider<ClientRegistrationRepository> providers) {
    this.signIn = signIn;
    this.accounts = accounts;
    this.providers = providers;
  }

  /** What is asked at sign-in. */
  record Credentials(
      @NotBlank @Size(max = 200) String name, @NotBlank @Size(max = 200) String password) {}

  /**
   * Who makes this request.
   *
   * @param role of an account; absent for a token
   * @param language that the account has chosen; empty for none
   * @param ownPassword whether this is an account with a password, which it can change here
   */
  record Identity(
      String name,
      @Nullable Role role,
      List<String> permissions,
      String language,
      boolean ownPassword) {}

  /** What somebody changes of the own account; what is absent stays. */
  record OwnAccountChange(
      @Nullable @Pattern(regexp = "|en|zh|pt", message = "is en, zh, pt or empty") String language,
      @Nullable @Size(max = 200) String oldPassword,
      @Nullable @Size(min = 8, max = 200) @EncodablePassword String newPassword) {}

  /**
   * A way to sign in with somebody else's account.
   *
   * @param url where the browser goes for it
   */
  record Provider(String name, String url) {}

  @PostMapping
  @Operation(
      operationId = "signIn",
      summary = "Sign in with name and password; answers a session cookie")
  Identity signIn(
      @Valid @RequestBody Credentials credentials,
      HttpServletRequest request,
      HttpServletResponse response) {
    return identity(signIn.with(credentials.name(), credentials.password(), request, response));
  }

  @GetMapping
  @Operation(operationId = "whoAmI", summary = "Who makes this request, and what they may do")
  Identity whoAmI(Authentication caller) {
    return identity(Caller.of(caller));
  }

  @PatchMapping
  @Operation(
      operationId = "changeOwnAccount",
      summary = "Change the own language or password; a new password ends all other sessions")
  Identity changeOwnAccount(
      @Valid @RequestBody OwnAccountChange change,
      Authentication authentication,
      HttpServletRequest request) {
    Caller caller = Caller.of(authentication);
    if (change.language() != null) {
      if (caller.role().isEmpty()) {
        throw ApiException.badRequest("a token has no language: an account has");
      }
      accounts.changeLanguage(caller.name(), change.language());
    }
    if (change.newPassword() != null) {
      String old = change.oldPassword() == null ? "" : change.oldPassword();
      signIn.changePassword(caller, old, change.newPassword(), request);
    }
    return identity(caller);
  }

  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(operationId = "signOut", summary = "End this session")
  void signOut(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session == null) {
      throw ApiException.badRequest("a token has no session: an admin can delete it");
    }
    session.invalidate();
  }

  @GetMapping("/providers")
  @Operation(operationId = "providers", summary = "Other ways to sign in, such as a company's")
  List<Provider> providers() {
    ClientRegistrationRepository repository = providers.getIfAvailable();
    if (!(repository instanceof Iterable<?> registrations)) {
      return List.of();
    }
    List<Provider> all = new ArrayList<>();
    for (Object one : registrations) {
      if (one instanceof ClientRegistration registration) {
        all.add(
            new Provider(
                registration.getClientName(),
                "/oauth2/authorization/" + registration.getRegistrationId()));
      }
    }
    return all;
  }

  private Identity identity(Caller caller) {
    Optional<Accounts.Account> account =
        caller.role().flatMap(role -> accounts.named(caller.name()));
    return new Identity(
        caller.name(),
        caller.role().orElse(null),
        caller.permissions().stream().sorted().map(Permission::authority).toList(),
        account.map(Accounts.Account::language).orElse(""),
        account.isPresent());
  }
}
