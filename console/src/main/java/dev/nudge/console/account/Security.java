package dev.nudge.console.account;

import dev.nudge.console.web.ProblemWriter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** The filters that every request passes. */
@Configuration(proxyBeanMethods = false)
class Security {
  /** Our own files only; styles that components write into the page are allowed. */
  private static final String CONTENT =
      "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self';"
          + " form-action 'self'; frame-ancestors 'none'";

  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
  private static final Pattern API = Pattern.compile("/(api|v1)(/|$)");
  private static final List<String> PAGES = List.of("GET", "HEAD");
  private static final String FEATURES = "camera=(), microphone=(), geolocation=(), payment=()";

  /** The page reads the cookie and sends it back in the header {@code X-XSRF-TOKEN}. */
  @Bean
  CsrfTokenRepository csrf() {
    CookieCsrfTokenRepository repository = CookieCsrfTokenRepository.withHttpOnlyFalse();
    repository.setCookieCustomizer(cookie -> cookie.sameSite("Lax"));
    return repository;
  }

  /**
   * Programs and styles, which are everybody's and are no page: a page has dozens of them, and what
   * the filters below would write with each is as much as a small one.
   */
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  SecurityFilterChain assets(HttpSecurity http) {
    return http.securityMatcher("/assets/**")
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .csrf(csrf -> csrf.disable())
        .requestCache(cache -> cache.disable())
        .securityContext(context -> context.disable())
        .sessionManagement(sessions -> sessions.disable())
        .headers(
            headers ->
                headers
                    .defaultsDisabled()
                    .contentTypeOptions(Customizer.withDefaults())
                    .cacheControl(Customizer.withDefaults()))
        .build();
  }

  @Bean
  SecurityFilterChain filters(
      HttpSecurity http,
      ProblemWriter problems,
      Accounts accounts,
      List<BearerSource> bearers,
      CsrfTokenRepository csrfTokens,
      SingleSignOn roles,
      SessionTimes times,
      ObjectProvider<ClientRegistrationRepository> providers) {
    if (providers.getIfAvailable() != null) {
      http.oauth2Login(
          login ->
              login
                  .loginPage("/")
                  .userInfoEndpoint(info -> info.userAuthoritiesMapper(roles))
                  .successHandler(
                      (request, response, caller) -> {
                        HttpSession session = request.getSession();
                        // Whoever was signed in here before is not any more.
                        session.removeAttribute(SessionFilter.ACCOUNT);
                        session.removeAttribute(SessionFilter.PASSWORD);
                        times.keep(session);
                        response.sendRedirect("/");
                      })
                  .failureUrl("/?signin=failed"));
    }
    return http.authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                    .permitAll()
                    .requestMatchers("/api/**", "/v1/**")
                    .access(new EndpointAuthorization())
                    .requestMatchers(HttpMethod.GET)
                    .permitAll()
                    .requestMatchers(HttpMethod.HEAD)
                    .permitAll()
                    .anyRequest()
                    .denyAll())
        .cors(cors -> cors.configurationSource(OtherSites.rules()))
        .csrf(
            csrf ->
                csrf.spa()
                    .csrfTokenRepository(csrfTokens)
                    .requireCsrfProtectionMatcher(Security::needsCsrfToken))
        .addFilterAfter(new SessionFilter(accounts), SecurityContextHolderFilter.class)
        .addFilterAfter(new BearerFilter(bearers, problems), SessionFilter.class)
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
                        (request, response, e) -> {
                          if (!isOtherMethod(request, response, problems)) {
                            problems.write(
                                response, HttpStatus.UNAUTHORIZED, "sign in, or send a token");
                          }
                        })
                    .accessDeniedHandler(
                        (request, response, e) -> {
                          if (isOtherMethod(request, response, problems)) {
                            return;
                          }
                          boolean known =
                              Permissions.rule(request.getMethod(), request.getRequestURI())
                                  .isPresent();
                          problems.write(
                              response,
                              known ? HttpStatus.FORBIDDEN : HttpStatus.NOT_FOUND,
                              reason(e, known));
                        }))
        .formLogin(form -> form.disable())
        .httpBasic(basic -> basic.disable())
        .logout(logout -> logout.disable())
        .requestCache(cache -> cache.disable())
        .build();
  }

  /** Answers 405, if there is something at this address but not with this method. */
  private static boolean isOtherMethod(
      HttpServletRequest request, HttpServletResponse response, ProblemWriter problems)
      throws IOException {
    List<String> methods =
        API.matcher(request.getRequestURI()).lookingAt()
            ? Permissions.methods(request.getRequestURI())
            : PAGES;
    if (methods.isEmpty() || methods.contains(request.getMethod())) {
      return false;
    }
    String allowed = String.join(", ", methods);
    response.setHeader("Allow", allowed);
    problems.write(response, HttpStatus.METHOD_NOT_ALLOWED, "here is only " + allowed);
    return true;
  }

  /**
   * A browser sends cookies on behalf of any page, but no token and no header of ours. Under {@code
   * /v1/} no session may do anything, and a token may stand in the body.
   */
  private static boolean needsCsrfToken(HttpServletRequest request) {
    return !SAFE.contains(request.getMethod())
        && !request.getRequestURI().startsWith("/v1/")
        && RequestToken.ofHead(request).isEmpty()
        && request.getSession(false) != null;
  }

  private static String reason(AccessDeniedException e, boolean known) {
    if (e instanceof CsrfException) {
      return "the header X-XSRF-TOKEN does not have what the cookie XSRF-TOKEN has: reload the page";
    }
    return known ? "you may not do that: ask an admin" : "there is no such endpoint";
  }
}
