package dev.nudge.console.account;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/**
 * What pages of other sites may ask with a token: a user's own stream, and to send events. Cookies
 * are never taken from there, so that nobody is used who is signed in here.
 */
final class OtherSites {
  private static final List<String> PATHS =
      List.of("/api/in-app/stream", "/api/events", "/v1/**", "/client/**");

  private OtherSites() {}

  static CorsConfigurationSource rules() {
    CorsConfiguration rules = new WithCloudEvents();
    rules.setAllowedOrigins(List.of(CorsConfiguration.ALL));
    rules.setAllowedMethods(List.of("GET", "HEAD", "POST"));
    rules.setAllowedHeaders(
        List.of(
            "Authorization",
            "Content-Type",
            "Last-Event-ID",
            // Of the SDKs of the tracking API.
            "Content-Encoding",
            "X-Retry-Count",
            "AnonymousId"));
    rules.setExposedHeaders(List.of("Retry-After"));
    rules.setAllowCredentials(false);
    rules.setMaxAge(Duration.ofHours(1));
    UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
    PATHS.forEach(path -> source.registerCorsConfiguration(path, rules));
    return source;
  }

  /** A CloudEvent in binary mode has a header for each attribute, whatever people call it. */
  private static final class WithCloudEvents extends CorsConfiguration {
    private static final String ATTRIBUTE = "ce-";

    @Override
    public @Nullable List<String> checkHeaders(@Nullable List<String> asked) {
      if (asked == null) {
        return super.checkHeaders(null);
      }
      List<String> attributes = new ArrayList<>();
      List<String> others = new ArrayList<>();
      for (String header : asked) {
        String name = header.strip();
        (name.toLowerCase(Locale.ROOT).startsWith(ATTRIBUTE) ? attributes : others).add(name);
      }
      List<String> allowed = super.checkHeaders(others);
      if (allowed == null) {
        return null;
      }
      attributes.addAll(allowed);
      return attributes;
    }
  }
}
