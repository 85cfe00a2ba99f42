package dev.nudge.job.publication;

import dev.nudge.engine.CampaignSet;
import dev.nudge.engine.CompiledVersion;
import dev.nudge.engine.Publications;
import dev.nudge.engine.campaign.Campaign;
import dev.nudge.job.message.Version;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The versions of campaigns that are compiled in this process: the registry compiles each, to see
 * whether it can be, and the subtasks use the same, and hold it once between them. Known are those
 * that somebody uses, and the latest {@value #LATEST}, which are on their way to the subtasks. Safe
 * for use by several threads; who asks for a version that another is compiling waits for it.
 */
public final class CompiledVersions {
  private static final int LATEST = 256;

  /** Those of this process. */
  public static final CompiledVersions SHARED = new CompiledVersions();

  private final ConcurrentMap<Version, Known> known = new ConcurrentHashMap<>();
  private final ReferenceQueue<CompiledVersion> gone = new ReferenceQueue<>();
  private final @Nullable CompiledVersion[] latest = new CompiledVersion[LATEST];
  private int next;

  private static final class Known extends WeakReference<CompiledVersion> {
    private final Version version;

    Known(Version version, CompiledVersion compiled, ReferenceQueue<CompiledVersion> gone) {
      super(compiled, gone);
      this.version = version;
    }
  }

  /**
   * A version, compiled now if it is not known. One that does not run is not remembered, so that
   * everybody hears why.
   *
   * @param campaign gives what its document holds, if that can be read; called only where it is to
   *     be compiled
   * @param compiler compiles it, and nothing is added to these publications
   */
  public Optional<CompiledVersion> of(
      Version version, Supplier<Optional<Campaign>> campaign, Publications compiler) {
    forgetUnused();
    @Nullable Known before = known.get(version);
    @Nullable CompiledVersion compiled = before == null ? null : before.get();
    return compiled == null ? compile(version, campaign, compiler) : Optional.of(compiled);
  }

  private Optional<CompiledVersion> compile(
      Version version, Supplier<Optional<Campaign>> campaign, Publications compiler) {
    AtomicReference<@Nullable CompiledVersion> found = new AtomicReference<>();
    known.compute(
        version,
        (key, before) -> {
          @Nullable CompiledVersion compiled = before == null ? null : before.get();
          if (compiled != null) {
            found.set(compiled);
            return before;
          }
          compiled =
              campaign.get().map(read -> compiler.compile(published(version, read))).orElse(null);
          found.set(compiled);
          return compiled != null && compiled.isSound() ? new Known(version, compiled, gone) : null;
        });
    Optional<CompiledVersion> compiled = Optional.ofNullable(found.get());
    compiled.filter(CompiledVersion::isSound).ifPresent(this::keep);
    return compiled;
  }

  private synchronized void keep(CompiledVersion compiled) {
    latest[next] = compiled;
    next = (next + 1) % LATEST;
  }

  private void forgetUnused() {
    for (var unused = gone.poll(); unused != null; unused = gone.poll()) {
      if (unused instanceof Known one) {
        known.remove(one.version, one);
      }
    }
  }

  /** A version as the engine takes it. */
  public static CampaignSet.Published published(Version version, Campaign campaign) {
    Instant at = Instant.ofEpochMilli(version.publishedAt());
    return new CampaignSet.Published(
        campaign.with(status(version.state()), at), version.number(), at, version.life());
  }

  private static Campaign.Status status(Version.State state) {
    return switch (state) {
      case ACTIVE -> Campaign.Status.LIVE;
      case SHADOW -> Campaign.Status.SHADOW;
      case PAUSED -> Campaign.Status.PAUSED;
      case ENDED -> Campaign.Status.ENDED;
    };
  }
}
