package dev.nudge.app.cluster;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.HTTPServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.net.InetSocketAddress;
import java.util.Properties;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.prometheus.AbstractPrometheusReporter;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;
import org.jspecify.annotations.Nullable;

/**
 * Lets Prometheus ask for Flink's metrics at one address. Flink's own factory listens on all
 * addresses of the machine and cannot be told otherwise.
 */
public final class PrometheusFactory implements MetricReporterFactory {
  static final String HOST = "host";
  static final String PORT = "port";

  @Override
  public MetricReporter createMetricReporter(Properties properties) {
    return new Reporter();
  }

  /** Five threads read heads and write answers, without a limit of time unless these are set. */
  private static final String REQUEST_TIME = "sun.net.httpserver.maxReqTime";

  private static final String RESPONSE_TIME = "sun.net.httpserver.maxRspTime";
  private static final String SECONDS = "10";

  private static final class Reporter extends AbstractPrometheusReporter {
    private @Nullable HTTPServer server;

    @Override
    public void open(MetricConfig config) {
      super.open(config);
      System.setProperty(REQUEST_TIME, SECONDS);
      System.setProperty(RESPONSE_TIME, SECONDS);
      var address =
          new InetSocketAddress(config.getString(HOST, "127.0.0.1"), config.getInteger(PORT, 0));
      try {
        server = new HTTPServer(address, registry(), true);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot listen on " + address, e);
      }
    }

    @Override
    public void close() {
      if (server != null) {
        server.stop();
      }
      super.close();
    }

    /** Everything in the superclass is open to subclasses but this. */
    private CollectorRegistry registry() {
      try {
        Field field = AbstractPrometheusReporter.class.getDeclaredField("registry");
        field.setAccessible(true);
        return (CollectorRegistry) field.get(this);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("this Flink keeps its metrics elsewhere", e);
      }
    }
  }
}
