package dev.nudge.console;

import java.util.Comparator;
import java.util.List;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What a console has mapped, read from Spring itself. */
public final class Endpoints {
  private Endpoints() {}

  /** {@code GET /api/health}. */
  public record Endpoint(String method, String pattern) {
    @Override
    public String toString() {
      return method + " " + pattern;
    }
  }

  /** All under {@code /api} and {@code /v1}, by address. */
  public static List<Endpoint> of(Console console) {
    return console.part(RequestMappingHandlerMapping.class).getHandlerMethods().keySet().stream()
        .flatMap(
            mapping ->
                mapping.getMethodsCondition().getMethods().stream()
                    .flatMap(
                        method ->
                            mapping.getPatternValues().stream()
                                .map(pattern -> new Endpoint(method.name(), pattern))))
        .filter(
            endpoint ->
                endpoint.pattern().startsWith("/api") || endpoint.pattern().startsWith("/v1"))
        .sorted(Comparator.comparing(Endpoint::pattern).thenComparing(Endpoint::method))
        .toList();
  }
}
