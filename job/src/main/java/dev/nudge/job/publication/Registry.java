package dev.nudge.job.publication;

import dev.nudge.engine.CampaignSet;
import dev.nudge.engine.Publications;
import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.campaign.CampaignDocument;
import dev.nudge.engine.campaign.CampaignReader;
import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Text;
import dev.nudge.engine.json.Rejection;
import dev.nudge.job.message.Message;
import dev.nudge.job.message.Outgoing;
import dev.nudge.job.message.Version;
import dev.nudge.job.message.VersionForm;
import dev.nudge.job.settings.Settings;
import dev.nudge.job.sink.RejectedCounts;
import dev.nudge.job.sink.RejectedRecords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Gives each document of the campaigns topic a version number, or refuses it and says why; the
 * version before it then stays. The same document written again is no new version. Keyed by the
 * campaign's id.
 */
public final class Registry extends KeyedProcessFunction<String, Message, Message> {
  private static final long serialVersionUID = 1;

  private final Settings.Topics topics;
  private final OutputTag<Outgoing> refusals;
  private transient @Nullable ValueState<List<Version>> current;
  private transient @Nullable RejectedRecords rejected;
  private transient @Nullable StatusRecords status;
  private transient @Nullable RejectedCounts counts;

  /** Compiles what comes, to see whether it can be. It is dear to make, and keeps nothing. */
  private transient @Nullable Publications trial;

  /**
   * A registry.
   *
   * @param refusals where it says what it refused
   */
  public Registry(Settings.Topics topics, OutputTag<Outgoing> refusals) {
    this.topics = topics;
    this.refusals = refusals;
  }

  @Override
  public void open(OpenContext context) {
    current =
        getRuntimeContext().getState(new ValueStateDescriptor<>("current", VersionForm.INSTANCE));
    rejected = new RejectedRecords(topics.rejected());
    status = new StatusRecords(topics.status());
    counts = new RejectedCounts(getRuntimeContext().getMetricGroup());
    trial = new Publications();
  }

  @Override
  public void processElement(Message message, Context context, Collector<Message> out)
      throws Exception {
    if (message instanceof Message.Written written) {
      @Nullable Version before = current();
      List<Problem> problems = new ArrayList<>();
      @Nullable Version next = next(written, before, problems);
      if (next == null) {
        refuse(written, before, problems, context);
      } else {
        Objects.requireNonNull(current).update(List.of(next));
        out.collect(new Message.Published(next, written.record()));
      }
    }
  }

  private @Nullable Version current() throws Exception {
    @Nullable List<Version> versions = Objects.requireNonNull(current).value();
    return versions == null ? null : versions.get(0);
  }

  /** The version that a document is; null, with the reason among the problems, for none. */
  private @Nullable Version next(
      Message.Written written, @Nullable Version before, List<Problem> problems) {
    @Nullable String text = written.text();
    if (text == null) {
      return end(written, before, problems);
    }
    if (before != null && before.text().equals(text) && before.state() != Version.State.ENDED) {
      return before;
    }
    Optional<Campaign> read = check(written.id(), text, problems);
    if (read.isEmpty()) {
      return null;
    }
    Campaign campaign = read.get();
    Version version =
        new Version(
            written.id(),
            before == null ? 1 : before.number() + 1,
            switch (campaign.status()) {
              case DRAFT, LIVE -> Version.State.ACTIVE;
              case PAUSED -> Version.State.PAUSED;
              case ENDED -> Version.State.ENDED;
            },
            campaign.published().map(Instant::toEpochMilli).orElse(written.arrival()),
            text,
            campaign.name().map(Text::value).orElse(""),
            life(before),
            written.arrival());
    return before != null && before.text().equals(text) && before.state() == version.state()
        ? before
        : version;
  }

  /** What comes after an end begins anew. */
  private static int life(@Nullable Version before) {
    if (before == null) {
      return 1;
    }
    return before.state() == Version.State.ENDED ? before.number() + 1 : before.life();
  }

  /** A tombstone ends what there is. */
  private static @Nullable Version end(
      Message.Written written, @Nullable Version before, List<Problem> problems) {
    if (before == null) {
      problems.add(
          Problem.error(
              new Position(written.id(), 1, 1), "there is no such campaign that could be ended"));
      return null;
    }
    return before.state() == Version.State.ENDED
        ? before
        : new Version(
            before.campaign(),
            before.number() + 1,
            Version.State.ENDED,
            written.arrival(),
            before.text(),
            before.name(),
            before.life(),
            written.arrival());
  }

  private Optional<Campaign> check(String id, String text, List<Problem> problems) {
    List<CampaignDocument> documents = CampaignReader.read(id, text, problems);
    if (documents.size() > 1) {
      problems.add(
          Problem.error(
              documents.get(1).campaign().position(),
              "a second campaign; a record holds one document"));
    }
    if (documents.isEmpty()) {
      return Optional.empty();
    }
    Campaign campaign = documents.get(0).campaign();
    if (!campaign.id().value().equals(id)) {
      problems.add(
          Problem.error(
              campaign.id().position(),
              "the record's key is '" + id + "', the campaign's id '" + campaign.id() + "'"));
    }
    if (campaign.status() == Campaign.Status.DRAFT) {
      problems.add(
          Problem.error(campaign.position(), "a draft is not published; set 'status: live'"));
    }
    campaign
        .topic()
        .filter(topic -> !topics.offers().contains(topic.value()))
        .ifPresent(
            topic ->
                problems.add(
                    Problem.error(
                        topic.position(),
                        "the topic '"
                            + topic
                            + "' is not among those of 'topics.offers'"
                            + (topics.offers().isEmpty()
                                ? ", which has none"
                                : ": " + String.join(", ", topics.offers())))));
    Publications compiler = Objects.requireNonNull(trial);
    problems.addAll(compiler.add(new CampaignSet.Published(campaign, 1, Instant.EPOCH)));
    compiler.forget(campaign.id().value());
    return problems.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR)
        ? Optional.empty()
        : Optional.of(campaign);
  }

  private void refuse(
      Message.Written written, @Nullable Version before, List<Problem> problems, Context context) {
    Rejection rejection = new Rejection("bad campaign", "");
    Objects.requireNonNull(counts).rejected(rejection.reason());
    List<String> lines = problems.stream().map(Problem::toString).toList();
    String source =
        topics.campaigns() + "-" + written.record().partition() + "@" + written.record().offset();
    context.output(
        refusals,
        Objects.requireNonNull(rejected)
            .of(
                source,
                written.id(),
                rejection,
                lines,
                written.text() == null ? "" : written.text()));
    context.output(
        refusals,
        Objects.requireNonNull(status)
            .refused(written, before == null ? 0 : before.number(), lines));
  }
}
