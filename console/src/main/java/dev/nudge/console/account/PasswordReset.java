package dev.nudge.console.account;

import java.util.Optional;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * As much of the console as it takes to give somebody another password who has forgotten theirs. It
 * may run beside the console itself.
 */
@ImportAutoConfiguration({
  DataSourceAutoConfiguration.class,
  JdbcTemplateAutoConfiguration.class,
  JdbcClientAutoConfiguration.class
})
@Import({Accounts.class, Passwords.class})
public class PasswordReset {
  private final Accounts accounts;

  PasswordReset(Accounts accounts) {
    this.accounts = accounts;
  }

  /**
   * Makes up another password for an account, whose sessions are then over.
   *
   * @return the password, which is kept nowhere else; nothing if there is no such account
   */
  public Optional<String> of(String name) {
    return accounts
        .named(name)
        .map(
            account -> {
              String password = Secrets.random();
              accounts.changePassword(account.id(), password);
              return password;
            });
  }
}
