package dev.nudge.console;

import dev.nudge.console.account.FirstAdmin;
import dev.nudge.console.account.OwnToken;
import dev.nudge.console.account.PasswordReset;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.support.GenericApplicationContext;

/** A console that runs in this process. Up in about three seconds. */
public final class Console implements AutoCloseable {
  /**
   * Of {@link ConsoleSettings#properties}: the addresses and networks, with commas between them, of
   * proxies whose {@code X-Forwarded-*} headers are believed. None where it is missing or empty.
   */
  public static final String TRUSTED_PROXIES = "nudge.console.trusted-proxies";

  private final ConsoleSettings settings;
  private final ConfigurableApplicationContext context;

  private Console(ConsoleSettings settings, ConfigurableApplicationContext context) {
    this.settings = settings;
    this.context = context;
  }

  /**
   * Starts one and returns when it answers.
   *
   * @throws IOException if the port is taken or the database cannot be used
   */
  public static Console start(ConsoleSettings settings) throws IOException {
    logAsTheProcessDoes();
    try {
      return new Console(
          settings, run(settings, ConsoleApplication.class, WebApplicationType.SERVLET));
    } catch (RuntimeException e) {
      throw new IOException(reason("the console does not start", settings, e), e);
    }
  }

  /**
   * Makes up another password for an account, in the database of a console that runs or does not.
   *
   * @return nothing if there is no such account
   * @throws IOException if the database cannot be used
   */
  public static Optional<String> resetPassword(ConsoleSettings settings, String account)
      throws IOException {
    logAsTheProcessDoes();
    try (ConfigurableApplicationContext context =
        run(settings, PasswordReset.class, WebApplicationType.NONE)) {
      return context.getBean(PasswordReset.class).of(account);
    } catch (RuntimeException e) {
      throw new IOException(reason("the console's database cannot be used", settings, e), e);
    }
  }

  private static ConfigurableApplicationContext run(
      ConsoleSettings settings, Class<?> application, WebApplicationType web) {
    return new SpringApplicationBuilder(application)
        .web(web)
        .bannerMode(Banner.Mode.OFF)
        .logStartupInfo(false)
        .registerShutdownHook(false)
        // Two rooms may each have a part of the same name.
        .beanNameGenerator(FullyQualifiedAnnotationBeanNameGenerator.INSTANCE)
        .initializers(
            starting ->
                ((GenericApplicationContext) starting)
                    .registerBean(ConsoleSettings.class, () -> settings))
        .properties(properties(settings))
        .run();
  }

  /** The port it listens on. */
  public int port() {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  /** Where a browser finds it: {@code http://127.0.0.1:8080}. */
  public String url() {
    String host = settings.host().equals("0.0.0.0") ? "localhost" : settings.host();
    return "http://" + host + ":" + port();
  }

  /** The password of the account {@code admin}, if this start has just made it. */
  public Optional<String> firstPassword() {
    return context.getBean(FirstAdmin.class).password();
  }

  /** With which what runs in this process may read; another one after each start. */
  public String ownToken() {
    return context.getBean(OwnToken.class).token();
  }

  /** For tests that go over all that is mapped. */
  <T> T part(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    context.close();
  }

  private static Map<String, Object> properties(ConsoleSettings settings) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("server.address", settings.host());
    properties.put("server.port", settings.port());
    properties.put("spring.datasource.url", settings.database().url());
    properties.put("spring.datasource.username", settings.database().user());
    properties.put("spring.datasource.password", settings.database().password());
    properties.putAll(proxies(settings.properties().getOrDefault(TRUSTED_PROXIES, "")));
    properties.putAll(settings.properties());
    return properties;
  }

  /** Whoever is believed here can say that a request comes from anybody. */
  private static Map<String, String> proxies(String trusted) {
    if (trusted.isBlank()) {
      return Map.of("server.forward-headers-strategy", "none");
    }
    String networks =
        Arrays.stream(trusted.split(",", -1))
            .map(String::strip)
            .map(one -> one.contains("/") ? one : one + (one.contains(":") ? "/128" : "/32"))
            .collect(Collectors.joining(","));
    return Map.of(
        "server.forward-headers-strategy",
        "native",
        "server.tomcat.remoteip.internal-proxies",
        networks);
  }

  /** Logging belongs to the process: Spring would set it up anew, and Tomcat speak to stderr. */
  private static void logAsTheProcessDoes() {
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    if (!SLF4JBridgeHandler.isInstalled()) {
      SLF4JBridgeHandler.removeHandlersForRootLogger();
      SLF4JBridgeHandler.install();
    }
  }

  private static String reason(String what, ConsoleSettings settings, RuntimeException e) {
    Throwable cause = e;
    for (Throwable next = cause; next != null; next = next.getCause()) {
      if (next instanceof PortInUseException) {
        return "the console cannot listen on "
            + settings.host()
            + ":"
            + settings.port()
            + ": the port is taken";
      }
      cause = next;
    }
    String text = String.valueOf(cause.getMessage()).lines().findFirst().orElse(cause.toString());
    return what + ": " + text;
  }
}
