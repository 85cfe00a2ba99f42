package dev.nudge.console.gate;

import dev.nudge.console.web.ProblemWriter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.catalina.Host;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.catalina.valves.RemoteIpValve;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** Puts the bounds into the server. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GateSettings.class)
class Gate {
  /** Beyond those that requests may hold. */
  private static final int SPARE_THREADS = 16;

  private static final int HEALTH_THREADS = 4;
  private static final int HEALTH_CONNECTIONS = 64;
  private static final Duration HEALTH_TIME = Duration.ofSeconds(2);

  private static final int HEAD_BYTES = 16 << 10;
  private static final int HEADERS = 100;

  @Bean
  FilterRegistrationBean<BodyFilter> bodies(
      GateSettings settings, ProblemWriter problems, ObjectProvider<Acquaintance> acquaintance) {
    return first(
        1,
        new BodyFilter(
            problems,
            request -> {
              Acquaintance known = acquaintance.getIfAvailable();
              return known != null && known.knows(request);
            },
            new Shares(settings.bodies(), settings.bodiesByAddress()),
            new ByteBudget(settings.bytes()),
            settings.bodyTime()));
  }

  @Bean
  FilterRegistrationBean<RequestLimit> requests(GateSettings settings, ProblemWriter problems) {
    return first(
        2,
        new RequestLimit(problems, new Shares(settings.requests(), settings.requestsByAddress())));
  }

  /** Right after the filter of sessions. */
  private static <T extends Filter> FilterRegistrationBean<T> first(int order, T filter) {
    FilterRegistrationBean<T> registration = new FilterRegistrationBean<>(filter);
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + order);
    registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
    registration.setAsyncSupported(true);
    return registration;
  }

  /** Which methods there are is said with 405 and what is allowed, as for any other. */
  @Bean
  HttpFirewall firewall() {
    StrictHttpFirewall firewall = new StrictHttpFirewall();
    firewall.setUnsafeAllowAnyHttpMethod(true);
    return firewall;
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> gates(
      GateSettings settings, ProblemWriter problems) {
    return factory -> {
      Proxies proxies = proxies(factory);
      Connector health = settings.healthPort() == 0 ? null : health(settings);
      factory.setProtocol(GuardedProtocol.class.getName());
      factory.addConnectorCustomizers(
          connector -> {
            GuardedProtocol protocol = protocol(connector);
            protocol
                .endpoint()
                .guard(
                    new Shares(settings.connections(), settings.connectionsByAddress()),
                    proxies,
                    settings.headTime(),
                    settings.writeTime());
            protocol.setMaxConnections(settings.connections());
            protocol.setMaxThreads(settings.requests() + SPARE_THREADS);
            protocol.setKeepAliveTimeout((int) settings.headTime().toMillis());
            // Never reached by a body: that has a time of its own, and an answer.
            protocol.setConnectionTimeout(
                (int) settings.bodyTime().plus(settings.headTime()).toMillis());
            bound(protocol);
            // Answered by our own filters, with what is allowed in its place.
            connector.setAllowTrace(true);
          });
      if (health != null) {
        factory.addAdditionalConnectors(health);
      }
      factory.addContextCustomizers(context -> removeReports((Host) context.getParent()));
      List<Valve> valves = new ArrayList<>();
      valves.add(new ProblemReport(problems));
      valves.addAll(factory.getEngineValves());
      valves.add(new Entrance(health));
      factory.setEngineValves(valves);
    };
  }

  /** Listens on this machine alone: from outside, nobody can take its connections. */
  private static Connector health(GateSettings settings) {
    GuardedProtocol protocol = new GuardedProtocol();
    Connector connector = new Connector(protocol);
    connector.setThrowOnFailure(true);
    connector.setPort(settings.healthPort());
    protocol.setAddress(InetAddress.getLoopbackAddress());
    protocol
        .endpoint()
        .guard(
            new Shares(HEALTH_CONNECTIONS, HEALTH_CONNECTIONS),
            Proxies.NONE,
            HEALTH_TIME,
            HEALTH_TIME);
    protocol.setMaxConnections(HEALTH_CONNECTIONS);
    protocol.setMaxThreads(HEALTH_THREADS);
    protocol.setMinSpareThreads(1);
    protocol.setConnectionTimeout((int) HEALTH_TIME.toMillis());
    bound(protocol);
    return connector;
  }

  private static void bound(GuardedProtocol protocol) {
    protocol.setMaxHttpRequestHeaderSize(HEAD_BYTES);
    protocol.setMaxHeaderCount(HEADERS);
    protocol.setMaxSwallowSize(0);
    protocol.setContinueResponseTiming("onRead");
  }

  private static GuardedProtocol protocol(Connector connector) {
    if (connector.getProtocolHandler() instanceof GuardedProtocol protocol) {
      return protocol;
    }
    throw new IllegalStateException("this connector has no bounds: " + connector);
  }

  private static void removeReports(Host host) {
    if (host instanceof StandardHost standard) {
      standard.setErrorReportValveClass("");
    }
    for (Valve valve : host.getPipeline().getValves()) {
      if (valve instanceof ErrorReportValve) {
        host.getPipeline().removeValve(valve);
      }
    }
  }

  /** Those whose X-Forwarded-For is believed. */
  private static Proxies proxies(TomcatServletWebServerFactory factory) {
    return factory.getEngineValves().stream()
        .filter(RemoteIpValve.class::isInstance)
        .map(RemoteIpValve.class::cast)
        .map(Gate::proxies)
        .findFirst()
        .orElse(Proxies.NONE);
  }

  private static Proxies proxies(RemoteIpValve valve) {
    Pattern internal = pattern(valve.getInternalProxies());
    Pattern trusted = pattern(valve.getTrustedProxies());
    return address ->
        (internal != null && internal.matcher(address).matches())
            || (trusted != null && trusted.matcher(address).matches());
  }

  private static @Nullable Pattern pattern(@Nullable String expression) {
    return expression == null || expression.isEmpty() ? null : Pattern.compile(expression);
  }
}
