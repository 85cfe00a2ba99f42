package dev.nudge.console.web;

import dev.nudge.console.database.StorableText;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;

/** A body with a text that no database keeps is refused where it is read, with the part's name. */
@Configuration(proxyBeanMethods = false)
class SoundText {
  @Bean
  JacksonModule soundText() {
    return new SimpleModule("sound text").addDeserializer(String.class, new OfBodies());
  }

  private static final class OfBodies extends StdScalarDeserializer<String> {
    OfBodies() {
      super(String.class);
    }

    @Override
    public String deserialize(JsonParser json, DeserializationContext context) {
      String text = StringDeserializer.instance.deserialize(json, context);
      Optional<String> fault = StorableText.fault(text);
      if (fault.isPresent()) {
        return context.reportInputMismatch(this, fault.get());
      }
      return text;
    }
  }
}
