package dev.nudge.console.account;

import dev.nudge.console.web.ApiException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The accounts, for admins. */
@RestController
@RequestMapping("/api/accounts")
@Tag(name = "accounts")
class AccountController {
  private static final String LAST_ADMIN =
      "somebody must stay admin: make another account admin first";

  private final Accounts accounts;

  AccountController(Accounts accounts) {
    this.accounts = accounts;
  }

  /** An account as admins see it. */
  record ListedAccount(long id, String name, Role role, Instant created) {
    static ListedAccount of(Accounts.Account account) {
      return new ListedAccount(account.id(), account.name(), account.role(), account.created());
    }
  }

  /**
   * A new account.
   *
   * @param password where absent, one is made up
   */
  record WantedAccount(
      @NotNull @Pattern(regexp = "[\\p{L}\\p{N}][\\p{L}\\p{N}._@+-]{0,99}") String name,
      @NotNull Role role,
      @Nullable @Size(min = 8, max = 200) @EncodablePassword String password) {}

  /**
   * What was made.
   *
   * @param password if it was made up; it is not shown again
   */
  record MadeAccount(long id, String name, Role role, Instant created, @Nullable String password) {}

  /** What changes; what is absent stays. */
  record AccountChange(
      @Nullable Role role,
      @Nullable @Size(min = 8, max = 200) @EncodablePassword String password) {}

  @GetMapping
  @Operation(operationId = "accounts", summary = "All accounts, by name")
  List<ListedAccount> all() {
    return accounts.all().stream().map(ListedAccount::of).toList();
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(operationId = "addAccount", summary = "Make an account")
  MadeAccount add(@Valid @RequestBody WantedAccount wanted) {
    String password = wanted.password() == null ? Secrets.random() : wanted.password();
    Accounts.Account account =
        accounts
            .add(wanted.name(), password, wanted.role())
            .orElseThrow(
                () -> ApiException.conflict("there is an account '" + wanted.name() + "' already"));
    return new MadeAccount(
        account.id(),
        account.name(),
        account.role(),
        account.created(),
        wanted.password() == null ? password : null);
  }

  @PatchMapping("/{id}")
  @Operation(
      operationId = "changeAccount",
      summary = "Change role or password of an account; its sessions feel it at once")
  ListedAccount change(@PathVariable long id, @Valid @RequestBody AccountChange change) {
    found(id);
    if (change.role() != null && !accounts.changeRole(id, change.role())) {
      throw ApiException.conflict(LAST_ADMIN);
    }
    if (change.password() != null) {
      accounts.changePassword(id, change.password());
    }
    return ListedAccount.of(found(id));
  }

  /** A password that was made up; it is not shown again. */
  record MadePassword(String password) {}

  @PostMapping("/{id}/password")
  @Operation(
      operationId = "resetPassword",
      summary = "Make up another password for an account; its sessions are over")
  MadePassword resetPassword(@PathVariable long id) {
    found(id);
    String password = Secrets.random();
    accounts.changePassword(id, password);
    return new MadePassword(password);
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(operationId = "removeAccount", summary = "Remove an account; its sessions are over")
  void remove(@PathVariable long id) {
    found(id);
    if (!accounts.remove(id)) {
      throw ApiException.conflict(LAST_ADMIN);
    }
  }

  @PostMapping("/{id}/restore")
  @Operation(
      operationId = "restoreAccount",
      summary =
          "Bring back an account that was removed within the hour, with its role and password; its"
              + " id is another, and its sessions stay over")
  ListedAccount restore(@PathVariable long id) {
    try {
      return accounts
          .restore(id)
          .map(ListedAccount::of)
          .orElseThrow(
              () -> ApiException.notFound("no account " + id + " was removed within the hour"));
    } catch (DuplicateKeyException e) {
      throw ApiException.conflict("there is another account of that name by now");
    }
  }

  private Accounts.Account found(long id) {
    return accounts.get(id).orElseThrow(() -> ApiException.notFound("there is no account " + id));
  }
}
