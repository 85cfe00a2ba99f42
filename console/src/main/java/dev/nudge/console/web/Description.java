package dev.nudge.console.web;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the OpenAPI document says beside what springdoc finds in the controllers. */
@Configuration(proxyBeanMethods = false)
class Description {
  private static final String PROBLEM = "ProblemBody";

  @Bean
  OpenAPI api() {
    return new OpenAPI()
        .openapi("3.1.0")
        .info(
            new Info()
                .title("Nudge console")
                .version("1")
                .description(
                    "Sign in for a session, or send a token as 'Authorization: Bearer TOKEN'. A"
                        + " session that changes something sends what the cookie XSRF-TOKEN has in"
                        + " the header X-XSRF-TOKEN. Lists come as CSV to who sends 'Accept: text/csv',"
                        + " and as NDJSON to 'Accept: application/x-ndjson'."))
        .components(
            new Components()
                .addSecuritySchemes(
                    "token", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"))
                .addSecuritySchemes(
                    "session",
                    new SecurityScheme()
                        .type(SecurityScheme.Type.APIKEY)
                        .in(SecurityScheme.In.COOKIE)
                        .name("nudge-session")))
        .addSecurityItem(new SecurityRequirement().addList("token"))
        .addSecurityItem(new SecurityRequirement().addList("session"));
  }

  /** Every operation may fail, and always in the same form. The server is wherever it was asked. */
  @Bean
  OpenApiCustomizer problems() {
    return document -> {
      document.setServers(null);
      ModelConverters.getInstance(true)
          .readAll(ProblemBody.class)
          .forEach((name, schema) -> document.getComponents().addSchemas(name, schema));
      document
          .getPaths()
          .values()
          .forEach(path -> path.readOperations().forEach(Description::mayFail));
    };
  }

  private static void mayFail(Operation operation) {
    operation
        .getResponses()
        .addApiResponse(
            "default",
            new ApiResponse()
                .description("A problem")
                .content(
                    new Content()
                        .addMediaType(
                            "application/problem+json",
                            new MediaType()
                                .schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM)))));
  }
}
