package dev.nudge.console.database;

import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives the console no other way to its database but the one with clean text. */
@Configuration(proxyBeanMethods = false)
class CleanText {
  @Bean
  static BeanPostProcessor cleanSource() {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource database ? new CleanSource(database) : bean;
      }
    };
  }
}
