package dev.nudge.console;

import java.time.Clock;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/** What Spring puts together: everything in this package and below. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableScheduling
class ConsoleApplication {
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
