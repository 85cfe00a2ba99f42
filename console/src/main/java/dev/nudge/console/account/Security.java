package dev.nudge.console.account;

import dev.nudge.console.web.ProblemWriter;
import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** The filters that every request passes. */
@Configuration(proxyBeanMethods = false)
class Security {
  /** Our own files only; styles that components write into the page are allowed. */
  private static final String CONTENT =
      "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self';"
          + " form-action 'self'; frame-ancestors 'none'";

  private static final String FEATURES = "camera=(), microphone=(), geolocation=(), payment=()";

  @Bean
  SecurityFilterChain filters(HttpSecurity http, ProblemWriter problems) {
    return http.authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                    .permitAll()
                    .requestMatchers("/api/**")
                    .access(new EndpointAuthorization())
                    .anyRequest()
                    .permitAll())
        .csrf(csrf -> csrf.spa())
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT))
                    .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                    .permissionsPolicyHeader(policy -> policy.policy(FEATURES))
                    .frameOptions(frame -> frame.deny()))
        .exceptionHandling(
            handling ->
                handling
                    .authenticationEntryPoint(
                        (request, response, e) ->
                            problems.write(
                                response, HttpStatus.UNAUTHORIZED, "sign in, or send a token"))
                    .accessDeniedHandler(
                        (request, response, e) ->
                            problems.write(
                                response, HttpStatus.FORBIDDEN, "this account may not do that")))
        .formLogin(form -> form.disable())
        .httpBasic(basic -> basic.disable())
        .logout(logout -> logout.disable())
        .requestCache(cache -> cache.disable())
        .build();
  }
}
