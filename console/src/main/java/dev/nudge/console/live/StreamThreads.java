package dev.nudge.console.live;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.web.servlet.config.annotation.AsyncSupportConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Streams have threads of their own, and last as long as their readers do. */
@Configuration(proxyBeanMethods = false)
class StreamThreads implements WebMvcConfigurer {
  @Override
  public void configureAsyncSupport(AsyncSupportConfigurer async) {
    ThreadPoolTaskExecutor threads = new ThreadPoolTaskExecutor();
    threads.setThreadNamePrefix("nudge-stream-");
    threads.setCorePoolSize(0);
    threads.setMaxPoolSize(250);
    threads.setQueueCapacity(0);
    threads.setKeepAliveSeconds(30);
    threads.setDaemon(true);
    threads.initialize();
    async.setTaskExecutor(threads);
    async.setDefaultTimeout(-1);
  }
}
