package dev.nudge.provider;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.ServerSocket;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/**
 * A real, small OpenID Connect provider: ann is an editor there (by a nested list of roles), and
 * bob has no role. It stands outside the console's packages, so that the console does not find it.
 */
@EnableAutoConfiguration
public class OpenIdProvider {
  public static final String PASSWORD = "at the provider";
  private static final KeyPair KEYS = pair();
  private static final KeyPair STRANGER = pair();

  /** What is changed in each token of an identity before it is signed. */
  private static volatile Consumer<JwtClaimsSet.Builder> forgery = claims -> {};

  private static volatile boolean strangersKey;

  private static final Map<String, Object> ANNS_REALM =
      Map.of("roles", List.of("offline_access", "viewer", "editor"));

  /** A running provider and where it is. */
  public record Running(ConfigurableApplicationContext context, String issuer)
      implements AutoCloseable {
    @Override
    public void close() {
      context.close();
    }
  }

  public static Running start() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    String issuer = "http://127.0.0.1:" + port;
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    ConfigurableApplicationContext context =
        new SpringApplicationBuilder(OpenIdProvider.class)
            .bannerMode(Banner.Mode.OFF)
            .logStartupInfo(false)
            .properties(
                Map.of(
                    "server.port",
                    port,
                    "server.address",
                    "127.0.0.1",
                    "issuer",
                    issuer,
                    "server.servlet.session.cookie.name",
                    "provider",
                    "springdoc.api-docs.enabled",
                    "false",
                    "spring.config.name",
                    "none",
                    "spring.autoconfigure.exclude",
                    "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration,"
                        + "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"))
            .run();
    return new Running(context, issuer);
  }

  @Bean
  SecurityFilterChain filters(HttpSecurity http) {
    return http.oauth2AuthorizationServer(server -> server.oidc(Customizer.withDefaults()))
        .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .formLogin(Customizer.withDefaults())
        .build();
  }

  @Bean
  UserDetailsService users() {
    return new InMemoryUserDetailsManager(
        User.withUsername("ann").password("{noop}" + PASSWORD).build(),
        User.withUsername("bob").password("{noop}" + PASSWORD).build());
  }

  @Bean
  RegisteredClientRepository clients() {
    return new InMemoryRegisteredClientRepository(
        RegisteredClient.withId("nudge")
            .clientId("nudge")
            .clientSecret("{noop}secret")
            .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            .redirectUri("http://127.0.0.1/login/oauth2/code/company")
            .scope("openid")
            .build());
  }

  @Bean
  AuthorizationServerSettings settings(Environment environment) {
    return AuthorizationServerSettings.builder()
        .issuer(environment.getRequiredProperty("issuer"))
        .build();
  }

  @Bean
  OAuth2TokenCustomizer<JwtEncodingContext> roles() {
    return context -> {
      if (context.getPrincipal().getName().equals("ann")) {
        context.getClaims().claim("realm_access", ANNS_REALM);
      }
      if (context.getTokenType().getValue().equals(OidcParameterNames.ID_TOKEN)) {
        forgery.accept(context.getClaims());
      }
    };
  }

  /** Signs with a key that is not the published one, where a test wants that. */
  @Bean
  JwtEncoder encoder(JWKSource<SecurityContext> own) {
    NimbusJwtEncoder right = new NimbusJwtEncoder(own);
    NimbusJwtEncoder wrong = new NimbusJwtEncoder(new ImmutableJWKSet<>(set(STRANGER)));
    return parameters -> (strangersKey ? wrong : right).encode(parameters);
  }

  @Bean
  JwtDecoder decoder() {
    return NimbusJwtDecoder.withPublicKey((RSAPublicKey) KEYS.getPublic()).build();
  }

  @Bean
  JWKSource<SecurityContext> keys() {
    return new ImmutableJWKSet<>(set(KEYS));
  }

  private static JWKSet set(KeyPair pair) {
    return new JWKSet(
        new RSAKey.Builder((RSAPublicKey) pair.getPublic())
            .privateKey(pair.getPrivate())
            .keyID("key")
            .build());
  }

  /** From now on every token of an identity is changed like this. */
  public static void forge(Consumer<JwtClaimsSet.Builder> change) {
    forgery = change;
  }

  /** From now on tokens are signed with a key of somebody else, or with the own one again. */
  public static void signWithAStrangersKey(boolean wrong) {
    strangersKey = wrong;
  }

  private static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
