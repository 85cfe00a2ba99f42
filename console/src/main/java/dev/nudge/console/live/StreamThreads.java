package dev.nudge.console.live;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.web.servlet.config.annotation.AsyncSupportConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Streams have threads of their own, and last as long as their readers do. */
@Configuration(proxyBeanMethods = false)
class StreamThreads implements WebMvcConfigurer {
  private final ThreadPoolTaskExecutor threads = new ThreadPoolTaskExecutor();

  StreamThreads() {
    threads.setThreadNamePrefix("nudge-stream-");
    threads.setCorePoolSize(0);
    threads.setMaxPoolSize(250);
    threads.setQueueCapacity(0);
    threads.setKeepAliveSeconds(30);
    threads.setDaemon(true);
    threads.initialize();
  }

  @Override
  public void configureAsyncSupport(AsyncSupportConfigurer async) {
    async.setTaskExecutor(threads);
    async.setDefaultTimeout(-1);
  }

  /** Before the server stops, which waits for its streams. */
  @EventListener(ContextClosedEvent.class)
  void close() {
    threads.getThreadPoolExecutor().shutdownNow();
  }
}
