package dev.nudge.console.account;

import java.util.Optional;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Makes the account {@code admin} with a random password where there is no account at all. */
@Component
public class FirstAdmin implements ApplicationRunner {
  private static final String NAME = "admin";

  private final Accounts accounts;
  private volatile Optional<String> password = Optional.empty();

  FirstAdmin(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    if (accounts.none()) {
      String random = Secrets.random();
      accounts.add(NAME, random, Role.ADMIN);
      password = Optional.of(random);
    }
  }

  /** Its password, if this start has made it; it is kept nowhere else. */
  public Optional<String> password() {
    return password;
  }
}
