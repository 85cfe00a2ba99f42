package dev.nudge.console.account;

import dev.nudge.console.gate.Origin;
import dev.nudge.console.web.ApiException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.stereotype.Service;

/** Holds passwords against accounts and begins sessions. */
@Service
class SignIn {
  private final Accounts accounts;
  private final PasswordEncoder encoder;
  private final SignInLimit limit;
  private final CsrfTokenRepository csrf;
  private final SessionTimes times;

  /** Compared where there is no account, so that the time does not tell whether there is one. */
  private final String nobody;

  SignIn(
      Accounts accounts,
      PasswordEncoder encoder,
      SignInLimit limit,
      CsrfTokenRepository csrf,
      SessionTimes times) {
    this.accounts = accounts;
    this.encoder = encoder;
    this.limit = limit;
    this.csrf = csrf;
    this.times = times;
    this.nobody = String.valueOf(encoder.encode(Secrets.random()));
  }

  Caller with(
      String name, String password, HttpServletRequest request, HttpServletResponse response) {
    String peer = Origin.of(request.getRemoteAddr());
    requireTry(name, peer);
    Optional<Accounts.Account> found = accounts.named(name);
    boolean right = encoder.matches(password, found.map(Accounts.Account::password).orElse(nobody));
    if (found.isEmpty() || !right) {
      throw ApiException.unauthorized("name or password is wrong");
    }
    limit.succeeded(name, peer);
    return begin(upToDate(found.get(), password), request, response);
  }

  void changePassword(Caller caller, String old, String next, HttpServletRequest request) {
    Accounts.Account account =
        caller
            .role()
            .flatMap(role -> accounts.named(caller.name()))
            .orElseThrow(() -> ApiException.badRequest("this is no account with a password"));
    // Who has come by a session does not know the password.
    String peer = Origin.of(request.getRemoteAddr());
    requireTry(account.name(), peer);
    if (!encoder.matches(old, account.password())) {
      throw ApiException.badRequest("the old password is wrong");
    }
    limit.succeeded(account.name(), peer);
    accounts.changePassword(account.id(), next);
    accounts
        .get(account.id())
        .ifPresent(
            changed ->
                request.getSession().setAttribute(SessionFilter.PASSWORD, changed.password()));
  }

  private void requireTry(String name, String peer) {
    OptionalLong wait = limit.tooMany(name, peer);
    if (wait.isPresent()) {
      throw ApiException.tooMany(
          "too many wrong passwords: wait " + wait.getAsLong() + " s", wait.getAsLong());
    }
  }

  /** A password that was hashed in an older way is hashed anew. */
  private Accounts.Account upToDate(Accounts.Account account, String password) {
    if (!encoder.upgradeEncoding(account.password())) {
      return account;
    }
    accounts.changePassword(account.id(), password);
    return accounts.get(account.id()).orElse(account);
  }

  private Caller begin(
      Accounts.Account account, HttpServletRequest request, HttpServletResponse response) {
    if (request.getSession(false) != null) {
      // Whoever knew the number of the session before shall not know it now.
      request.changeSessionId();
    }
    HttpSession session = request.getSession();
    session.setAttribute(SessionFilter.ACCOUNT, account.id());
    session.setAttribute(SessionFilter.PASSWORD, account.password());
    times.keep(session);
    csrf.saveToken(csrf.generateToken(request), request, response);
    return Caller.ofRole(account.name(), account.role());
  }
}
