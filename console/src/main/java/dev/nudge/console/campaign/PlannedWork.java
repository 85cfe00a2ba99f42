package dev.nudge.console.campaign;

import dev.nudge.console.campaign.PlannedChanges.PlannedChange;
import dev.nudge.console.web.ApiException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Does what was planned when its time has come, within a second or two, or when a console is there
 * again. What is done and the mark that it is done are one transaction, in which nobody else has
 * the row. What cannot be done is kept with the reason.
 */
@Component
class PlannedWork implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(PlannedWork.class);

  private final PlannedChanges changes;
  private final Publishing publishing;
  private final Audit audit;
  private final TransactionTemplate transaction;
  private volatile @Nullable ScheduledExecutorService clock;
  private boolean said;

  PlannedWork(
      PlannedChanges changes, Publishing publishing, Audit audit, TransactionTemplate transaction) {
    this.changes = changes;
    this.publishing = publishing;
    this.audit = audit;
    this.transaction = transaction;
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // it has no result, and ends with the console
  public void start() {
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "nudge-planned");
              thread.setDaemon(true);
              return thread;
            });
    started.scheduleWithFixedDelay(this::doAll, 0, 1, TimeUnit.SECONDS);
    clock = started;
  }

  @Override
  public void stop() {
    ScheduledExecutorService started = clock;
    clock = null;
    if (started != null) {
      started.shutdownNow();
      try {
        started.awaitTermination(5, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return clock != null;
  }

  private void doAll() {
    try {
      while (isRunning() && doOne()) {
        said = false;
      }
    } catch (DataAccessException | TransactionException e) {
      if (!said && isRunning()) {
        log.warn("what is planned waits: the database does not answer", e);
        said = true;
      }
    }
  }

  /** Whether there may be more. */
  private boolean doOne() {
    AtomicReference<@Nullable PlannedChange> taken = new AtomicReference<>();
    try {
      return Boolean.TRUE.equals(
          transaction.execute(
              status ->
                  changes
                      .due()
                      .map(
                          change -> {
                            taken.set(change);
                            changes.done(change.id(), perform(change));
                            return true;
                          })
                      .orElse(false)));
    } catch (DataAccessException | TransactionException e) {
      throw e;
    } catch (RuntimeException e) {
      PlannedChange change = taken.get();
      if (change == null) {
        throw e;
      }
      if (!(e instanceof ApiException)) {
        log.error("'{}' was not changed as planned", change.campaign(), e);
      }
      keep(change, String.valueOf(e.getMessage()));
      return true;
    }
  }

  private int perform(PlannedChange change) {
    return change.action() == PlannedChanges.Action.END
        ? publishing.plannedEnd(change)
        : publishing.planned(change);
  }

  private void keep(PlannedChange change, String reason) {
    transaction.executeWithoutResult(
        status -> {
          if (changes.failed(change.id(), reason)) {
            audit.add(
                change.campaign(),
                change.by(),
                "miss",
                null,
                change.action().text() + " on " + change.time() + ": " + reason);
          }
        });
  }
}
