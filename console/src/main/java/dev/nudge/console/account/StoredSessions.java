package dev.nudge.console.account;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.core.serializer.support.DeserializingConverter;
import org.springframework.core.serializer.support.SerializationFailedException;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;

/** Sessions are in the database, where a restart leaves them. */
@Configuration(proxyBeanMethods = false)
class StoredSessions {
  private static final Logger log = LoggerFactory.getLogger(StoredSessions.class);

  @Bean
  SessionRepositoryCustomizer<JdbcIndexedSessionRepository> storedSessions() {
    return repository -> {
      new PostgreSqlJdbcIndexedSessionRepositoryCustomizer().customize(repository);
      repository.setConversionService(conversion());
      // Nobody looks for sessions by a name, and a provider may call people what it likes.
      repository.setIndexResolver(session -> Map.of());
    };
  }

  private static GenericConversionService conversion() {
    GenericConversionService conversion = new GenericConversionService();
    ClassLoader loader = StoredSessions.class.getClassLoader();
    DeserializingConverter reading = new DeserializingConverter(loader);
    conversion.addConverter(Object.class, byte[].class, new SerializingConverter());
    conversion.addConverter(byte[].class, Object.class, bytes -> read(reading, bytes));
    return conversion;
  }

  /** What another version of a library wrote and this one cannot read: its owner signs in again. */
  @SuppressWarnings("NullAway") // an attribute that is not there is null
  private static Object read(DeserializingConverter reading, byte[] bytes) {
    try {
      return reading.convert(bytes);
    } catch (SerializationFailedException e) {
      log.info("a part of a session cannot be read any more: its owner has to sign in again", e);
      return null;
    }
  }
}
