package dev.nudge.console.person;

import dev.nudge.console.ConsoleSettings;
import dev.nudge.console.label.Labels;
import dev.nudge.console.person.AskedCampaigns.Asked;
import dev.nudge.console.person.AskedCampaigns.Ready;
import dev.nudge.console.person.PersonHistory.Known;
import dev.nudge.console.web.ApiException;
import dev.nudge.engine.CampaignSet;
import dev.nudge.engine.Reach;
import dev.nudge.engine.campaign.Campaign;
import dev.nudge.engine.event.Event;
import dev.nudge.engine.json.JsonWriter;
import dev.nudge.engine.story.Answer;
import dev.nudge.engine.story.Naming;
import dev.nudge.engine.story.Story;
import dev.nudge.engine.story.StoryInput;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RestController
@Tag(name = "people")
class WhyController {
  private static final int MOST_HIGHLIGHTS = 12;

  /** States, those that are told first. */
  private static final List<String> ORDER =
      List.of("fired", "open", "withheld", "not", "ended", "unconcerned");

  private final AskedCampaigns campaigns;
  private final Labels labels;
  private final PersonHistory history;
  private final Clock clock;
  private final JsonMapper json;
  private final int repeats;

  WhyController(
      AskedCampaigns campaigns,
      Labels labels,
      PersonHistory history,
      ConsoleSettings settings,
      Clock clock,
      JsonMapper json) {
    this.campaigns = campaigns;
    this.labels = labels;
    this.history = history;
    this.clock = clock;
    this.json = json;
    this.repeats = settings.repeats();
  }

  /**
   * What campaigns made of a person's events.
   *
   * @param events how many it is told of, the latest
   * @param cut whether there are earlier ones, of which nothing is said, though they count
   * @param notRun how many other campaigns are not answered for, because so many run
   */
  record Why(int events, boolean cut, long notRun, List<CampaignAnswer> campaigns) {}

  /**
   * What one of them made of it.
   *
   * @param name the campaign's, or its id
   * @param standing whether it fires for anybody: {@code live}, {@code early}, {@code over}, {@code
   *     shadow}, {@code paused} or {@code ended}
   * @param at since when, or of {@code early} from when; null for {@code live}
   * @param state what it came to
   * @param countedSince since when events were counted, where the campaign asks for earlier ones as
   *     well and these are too many: the answer may be another by those; null if all were counted
   * @param sentence the same for people; empty of a campaign that has ended, unless it is asked by
   *     itself
   */
  record CampaignAnswer(
      String campaign,
      String name,
      @Schema(allowableValues = {"live", "early", "over", "shadow", "paused", "ended"})
          String standing,
      @Nullable String at,
      @Schema(allowableValues = {"fired", "open", "withheld", "not", "unconcerned", "ended"})
          String state,
      @Nullable String countedSince,
      String sentence) {}

  /**
   * The answer of one campaign, with what it stands on.
   *
   * @param highlights the events and deadlines that the sentence is about, as {@code nudge explain
   *     --json} writes them
   * @param story all of it, if asked for; null if not
   */
  record LongAnswer(
      int events,
      boolean cut,
      CampaignAnswer answer,
      @ArraySchema(schema = @Schema(implementation = Object.class)) List<JsonNode> highlights,
      @Nullable @ArraySchema(schema = @Schema(implementation = Object.class))
          List<JsonNode> story) {}

  @GetMapping("/api/live/why")
  @Operation(
      operationId = "why",
      summary = "Why a person got an offer, or did not, one sentence a campaign",
      description =
          "Campaigns and policies, each version for its time, run over the person's latest 2,000"
              + " events, and count what their windows ask for of up to 100,000 before those. Those"
              + " that fired come first, then those under way. Of what has ended in the last 30 days"
              + " it is only said when.")
  Why why(
      @RequestParam String user,
      @RequestParam(defaultValue = "en") String language,
      @RequestParam(defaultValue = "UTC") String zone) {
    ZoneId times = zone(zone);
    Ready ready = campaigns.now();
    Telling telling = new Telling(Locale.forLanguageTag(language), times, naming(ready));
    Known known = history.events(user, Reach.of(ready.compiled()));
    Map<String, Answer> answers = new HashMap<>();
    story(user, known, ready.run(), ready.compiled())
        .answers()
        .forEach(answer -> answers.put(answer.campaign(), answer));
    List<CampaignAnswer> all = new ArrayList<>();
    for (Asked asked : ready.all()) {
      Answer answer = answers.get(asked.id());
      if (answer != null || asked.state().equals("ended")) {
        all.add(answer(asked, Optional.ofNullable(answer), telling));
      }
    }
    all.sort(Comparator.comparingInt(one -> ORDER.indexOf(one.state())));
    return new Why(known.events().size(), known.cut(), ready.more(), all);
  }

  @GetMapping("/api/live/why/{campaign}")
  @Operation(
      operationId = "whyCampaign",
      summary = "Why a person got a campaign's offer, or did not, and the events that mattered",
      description =
          "One that has ended is run as if it had not, without the others; so is any where no policy"
              + " is live, since each then goes its own way.")
  LongAnswer whyCampaign(
      @PathVariable String campaign,
      @RequestParam String user,
      @RequestParam(defaultValue = "en") String language,
      @RequestParam(defaultValue = "UTC") String zone,
      @RequestParam(defaultValue = "false") boolean all) {
    ZoneId times = zone(zone);
    Ready ready = campaigns.now();
    Telling telling = new Telling(Locale.forLanguageTag(language), times, naming(ready));
    Asked asked =
        ready.all().stream()
            .filter(one -> one.id().equals(campaign))
            .findFirst()
            .orElseThrow(
                () ->
                    ApiException.notFound(
                        "no campaign '"
                            + campaign
                            + "' runs, or has ended in the last 30 days, among the "
                            + AskedCampaigns.MOST
                            + " that changed last"));
    boolean together =
        ready.run().stream().anyMatch(one -> one.id().value().equals(campaign))
            && ready.run().stream().anyMatch(one -> one.policy().isPresent());
    CampaignSet set = together ? ready.compiled() : AskedCampaigns.compile(List.of(asked));
    Known known = history.events(user, Reach.of(set));
    Answer answer =
        story(user, known, together ? ready.run() : List.of(asked.campaign()), set)
            .answers()
            .stream()
            .filter(one -> one.campaign().equals(campaign))
            .findFirst()
            .orElseThrow(
                () ->
                    ApiException.conflict(
                        "the document of '" + campaign + "' has mistakes: it does not run"));
    return new LongAnswer(
        known.events().size(),
        known.cut(),
        answer(asked, Optional.of(answer), telling),
        nodes(answer.highlights(MOST_HIGHLIGHTS)),
        all ? nodes(answer.story()) : null);
  }

  /** How an answer is put into words. */
  private record Telling(Locale locale, ZoneId zone, Naming naming) {}

  private Naming naming(Ready ready) {
    return new WorkspaceNames(
        labels.dictionary(),
        ready.all().stream().collect(Collectors.toMap(Asked::id, Asked::name)));
  }

  private static ZoneId zone(String zone) {
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw ApiException.badRequest("there is no time zone '" + zone + "'");
    }
  }

  private Story story(String user, Known known, List<Campaign> run, CampaignSet compiled) {
    long now = clock.millis();
    List<Event> all = known.events();
    List<Event> events = all.stream().filter(event -> event.time() <= now).toList();
    return Story.of(
        new StoryInput(
            user,
            run.stream().filter(campaign -> campaign.policy().isEmpty()).toList(),
            compiled,
            Map.of(),
            Instant.EPOCH,
            history.profile(user),
            known.past(),
            events,
            now,
            all.size() - events.size(),
            repeats));
  }

  private CampaignAnswer answer(Asked asked, Optional<Answer> answer, Telling telling) {
    Standing standing = standing(asked);
    return new CampaignAnswer(
        asked.id(),
        asked.name(),
        standing.what(),
        standing.at().map(Instant::toString).orElse(null),
        answer.map(one -> one.state().name().toLowerCase(Locale.ROOT)).orElse("ended"),
        answer
            .map(Answer::countedSince)
            .filter(OptionalLong::isPresent)
            .map(since -> Instant.ofEpochMilli(since.getAsLong()).toString())
            .orElse(null),
        answer
            .map(one -> one.sentence(telling.locale(), telling.zone(), telling.naming()))
            .orElse(""));
  }

  private record Standing(String what, Optional<Instant> at) {}

  /** Whether it fires for anybody now; that is the first answer, whatever it made of events. */
  private Standing standing(Asked asked) {
    if (!asked.state().equals("live")) {
      return new Standing(asked.state(), Optional.of(asked.since()));
    }
    Instant now = clock.instant();
    Campaign campaign = asked.campaign();
    Optional<Instant> over = campaign.until().filter(until -> !until.isAfter(now));
    if (over.isPresent()) {
      return new Standing("over", over);
    }
    Optional<Instant> early = campaign.from().filter(now::isBefore);
    return early.isPresent()
        ? new Standing("early", early)
        : new Standing("live", Optional.empty());
  }

  private List<JsonNode> nodes(List<Map<String, Object>> objects) {
    JsonWriter writer = new JsonWriter();
    return objects.stream().map(object -> json.readTree(writer.writeValue(object))).toList();
  }
}
