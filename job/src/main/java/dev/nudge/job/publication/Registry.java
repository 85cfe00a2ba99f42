package dev.nudge.job.publication;

import dev.nudge.engine.Publications;
import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.campaign.CampaignDocument;
import dev.nudge.engine.campaign.CampaignReader;
import dev.nudge.engine.document.Position;
import dev.nudge.engine.document.Problem;
import dev.nudge.engine.document.Text;
import dev.nudge.engine.json.Rejection;
import dev.nudge.importer.crm.CrmRecord;
import dev.nudge.job.message.Kept;
import dev.nudge.job.message.Message;
import dev.nudge.job.message.Outgoing;
import dev.nudge.job.message.Version;
import dev.nudge.job.message.VersionForm;
import dev.nudge.job.rejected.Guard;
import dev.nudge.job.rejected.RejectedCounts;
import dev.nudge.job.rejected.RejectedRecords;
import dev.nudge.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
 *
 * <p>A campaign of another system becomes a document first. Where both topics have the same id,
 * Nudge's own counts, until it ends there, in whatever order the two are read.
 */
public final class Registry extends KeyedProcessFunction<String, Message, Message> {
  private static final long serialVersionUID = 1;

  private final Settings.Topics topics;
  private final OutputTag<Outgoing> refusals;
  private transient @Nullable ValueState<Kept<List<Version>>> current;
  private transient @Nullable RejectedRecords rejected;
  private transient @Nullable StatusRecords status;
  private transient @Nullable RejectedCounts counts;
  private transient @Nullable Guard guard;

  /** Compiles what comes, to see whether it can be. It is dear to make, and keeps nothing. */
  private transient @Nullable Publications compiler;

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
    guard = new Guard(counts);
    compiler = new Publications();
  }

  @Override
  public void processElement(Message message, Context context, Collector<Message> out)
      throws Exception {
    if (message instanceof Message.Written written) {
      Answer answer = new Answer(new ArrayList<>(1), new ArrayList<>(2));
      Optional<Rejection> failure =
          Objects.requireNonNull(guard).run(() -> number(written, answer));
      if (failure.isPresent()) {
        compiler = new Publications(); // it may have been left in the middle of something
        refuse(written, 0, failure.get(), List.of("internal error: " + failure.get()), answer);
      }
      answer.published().forEach(out::collect);
      answer.refusals().forEach(refusal -> context.output(refusals, refusal));
    }
  }

  /** What becomes of one document, before it is told. */
  private record Answer(List<Message> published, List<Outgoing> refusals) {}

  private void number(Message.Written written, Answer answer) throws Exception {
    @Nullable Version before = current(written, answer);
    List<Problem> problems = new ArrayList<>();
    @Nullable Version next = next(written, before, problems);
    if (next == null) {
      Rejection rejection = new Rejection("bad campaign", "");
      Objects.requireNonNull(counts).rejected(rejection.reason());
      List<String> lines = problems.stream().map(Problem::toString).toList();
      refuse(written, before == null ? 0 : before.number(), rejection, lines, answer);
    } else {
      Objects.requireNonNull(current).update(Kept.of(List.of(next)));
      List<String> warnings =
          next.foreign() == null ? List.of() : problems.stream().map(Registry::line).toList();
      answer.published().add(new Message.Published(next, written.record(), warnings));
    }
  }

  /** {@code 4:9: warning: ...}. */
  private static String line(Problem problem) {
    return problem.at().line()
        + ":"
        + problem.at().column()
        + ": "
        + problem.severity().name().toLowerCase(Locale.ROOT)
        + ": "
        + problem.text();
  }

  /** The version before this document; one that cannot be read any more is set aside. */
  private @Nullable Version current(Message.Written written, Answer answer) throws Exception {
    @Nullable Kept<List<Version>> kept = Objects.requireNonNull(current).value();
    if (kept instanceof Kept.Unreadable<List<Version>> unreadable) {
      Objects.requireNonNull(counts).rejected(RejectedRecords.UNREADABLE);
      answer
          .refusals()
          .add(
              Objects.requireNonNull(rejected)
                  .unreadable("kept campaign", written.id(), unreadable.why(), unreadable.bytes()));
      // Each version came with a record of its own, so none before had a greater number than this.
      int number = (int) Math.min(Integer.MAX_VALUE - 1, written.record().offset());
      return new Version(
          written.id(),
          number,
          Version.State.ENDED,
          written.arrival(),
          "{id: " + written.id() + ", pattern: {steps: [{name: unknown}]}}",
          "",
          number,
          written.arrival());
    }
    return kept == null ? null : kept.value().map(versions -> versions.get(0)).orElse(null);
  }

  /** The version that a document is; null, with the reason among the problems, for none. */
  private @Nullable Version next(
      Message.Written written, @Nullable Version before, List<Problem> problems) {
    if (written.text() == null) {
      return end(written, before, problems);
    }
    if (before != null && wasRead(written, before)) {
      return before;
    }
    @Nullable String text = document(written, before, problems);
    if (text == null) {
      return null;
    }
    if (before != null
        && before.text().equals(text)
        && before.topic().equals(written.topic())
        && before.state() != Version.State.ENDED) {
      return before;
    }
    Optional<Campaign> read = read(written.id(), text, problems);
    if (read.isEmpty()) {
      return null;
    }
    Version version = version(written, before, text, read.get());
    CompiledVersions.SHARED
        .of(version, () -> read, Objects.requireNonNull(compiler))
        .ifPresent(compiled -> problems.addAll(compiled.problems()));
    if (problems.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR)) {
      return null;
    }
    return before != null
            && before.text().equals(text)
            && before.topic().equals(version.topic())
            && before.state() == version.state()
        ? before
        : version;
  }

  /** The version that a document becomes, if nothing is wrong with it. */
  private static Version version(
      Message.Written written, @Nullable Version before, String text, Campaign campaign) {
    return new Version(
        written.id(),
        before == null ? 1 : before.number() + 1,
        switch (campaign.status()) {
          case DRAFT, LIVE -> Version.State.ACTIVE;
          case SHADOW -> Version.State.SHADOW;
          case PAUSED -> Version.State.PAUSED;
          case ENDED -> Version.State.ENDED;
        },
        campaign.published().map(Instant::toEpochMilli).orElse(written.arrival()),
        text,
        campaign.name().map(Text::value).orElse(""),
        life(before),
        written.arrival(),
        written.topic().isEmpty() ? null : new Version.Foreign(written.topic(), written.record()));
  }

  /** Whether it is a record of another system's topic that is no newer than the version. */
  private static boolean wasRead(Message.Written written, Version before) {
    Version.@Nullable Foreign foreign = before.foreign();
    return foreign != null
        && foreign.topic().equals(written.topic())
        && foreign.record().partition() == written.record().partition()
        && written.record().offset() <= foreign.record().offset();
  }

  /** The document that was written, or that it becomes; null, with the reason, for none. */
  private @Nullable String document(
      Message.Written written, @Nullable Version before, List<Problem> problems) {
    String text = Objects.requireNonNull(written.text());
    if (written.topic().isEmpty()) {
      return text;
    }
    if (before != null && before.foreign() == null && before.state() != Version.State.ENDED) {
      problems.add(
          Problem.error(
              new Position(written.id(), 1, 1),
              "the campaign '"
                  + written.id()
                  + "' stands on the topic '"
                  + topics.campaigns()
                  + "', which counts; end it there first"));
      return null;
    }
    return new CrmRecord(text)
        .document(written.id(), topics.campaignsFrom().triggers(), problems)
        .orElse(null);
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

  /** The campaign that a document holds, and what is wrong with it but for its expressions. */
  private Optional<Campaign> read(String id, String text, List<Problem> problems) {
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
        .filter(topic -> !ownTopics().contains(topic.value()))
        .ifPresent(
            topic ->
                problems.add(
                    Problem.error(
                        topic.position(),
                        "the topic '"
                            + topic
                            + "' is not among those of 'topics.offers'"
                            + (ownTopics().isEmpty()
                                ? ", which has none"
                                : ": " + String.join(", ", ownTopics())))));
    return Optional.of(campaign);
  }

  private List<String> ownTopics() {
    List<String> all = topics.allTriggers();
    return all.subList(1, all.size());
  }

  private void refuse(
      Message.Written written,
      int staying,
      Rejection rejection,
      List<String> lines,
      Answer answer) {
    String source =
        (written.topic().isEmpty() ? topics.campaigns() : written.topic())
            + "-"
            + written.record().partition()
            + "@"
            + written.record().offset();
    String text = written.text() == null ? "" : written.text();
    answer
        .refusals()
        .add(
            Objects.requireNonNull(rejected)
                .of(source, written.id(), rejection, lines, text.getBytes(StandardCharsets.UTF_8)));
    answer.refusals().add(Objects.requireNonNull(status).refused(written, staying, lines));
  }
}
