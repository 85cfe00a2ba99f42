package dev.nudge.console;

import java.time.Clock;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * What Spring puts together: everything in this package and below. Without its pages for errors,
 * which are an address of their own: the gate writes ours.
 */
@SpringBootApplication(proxyBeanMethods = false, exclude = ErrorMvcAutoConfiguration.class)
@EnableScheduling
class ConsoleApplication {
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
