package dev.nudge.console.template;

import dev.nudge.engine.campaign.CampaignReader;
import dev.nudge.engine.document.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The documents in {@code templates/} of the resources, and the campaigns of the folder {@code
 * examples/}, which the build puts beside them. Read once.
 */
final class Templates {
  /** In the order of a customer's life. */
  private static final List<String> MOMENTS =
      List.of(
          "welcome",
          "browse-abandonment",
          "cart-abandonment",
          "back-in-stock",
          "price-drop",
          "cross-sell",
          "replenishment",
          "review",
          "referral",
          "high-value",
          "birthday",
          "churn-risk",
          "win-back");

  private static final String EXAMPLES = "examples/";

  static final List<CampaignTemplate> ALL = all();

  private Templates() {}

  /**
   * A template.
   *
   * @param id of a moment, that of its document; of an example, with its folder before it: {@code
   *     ecommerce/cross-sell}
   * @param example the folder of examples that it comes from; absent for a moment
   * @param name of the campaign, or its id
   * @param about what stands above the document as a comment; or empty
   * @param text a campaign that can be published as it is
   */
  record CampaignTemplate(
      String id, @Nullable String example, String name, String about, String text) {}

  private static List<CampaignTemplate> all() {
    List<CampaignTemplate> all = new ArrayList<>();
    PathMatchingResourcePatternResolver resolver =
        new PathMatchingResourcePatternResolver(Templates.class.getClassLoader());
    try {
      for (String id : MOMENTS) {
        Resource file = resolver.getResource("classpath:templates/" + id + ".yaml");
        all.add(read(id, null, file));
      }
      List<CampaignTemplate> examples = new ArrayList<>();
      for (Resource file : resolver.getResources("classpath*:" + EXAMPLES + "**/*.*")) {
        String path = file.getURI().toString();
        String inside = path.substring(path.lastIndexOf(EXAMPLES) + EXAMPLES.length());
        String folder = inside.substring(0, inside.indexOf('/'));
        String name = inside.substring(inside.lastIndexOf('/') + 1, inside.lastIndexOf('.'));
        examples.add(read(folder + "/" + name, folder, file));
      }
      examples.sort(Comparator.comparing(CampaignTemplate::id));
      all.addAll(examples);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(all);
  }

  private static CampaignTemplate read(String id, @Nullable String example, Resource file)
      throws IOException {
    try (InputStream in = file.getInputStream()) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String about =
          text.lines()
              .takeWhile(line -> line.startsWith("#"))
              .map(line -> line.substring(1).strip())
              .collect(Collectors.joining(" "));
      String name =
          CampaignReader.read(id, text, new ArrayList<>()).stream()
              .findFirst()
              .flatMap(document -> document.campaign().name())
              .map(Text::value)
              .orElse(id);
      return new CampaignTemplate(id, example, name, about.strip(), text);
    }
  }
}
