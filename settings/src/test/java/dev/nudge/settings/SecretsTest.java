package dev.nudge.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets come in where they may, and never come out. */
class SecretsTest {
  @TempDir private Path folder;

  private final Map<String, String> environment = new TreeMap<>();
  private final List<Flag> flags = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sasl.jaas.config",
        "ssl.key.password",
        "ssl.keystore.key",
        "ssl.truststore.password",
        "sasl.oauthbearer.client.credentials.client.secret",
        "listener.name.sasl.ssl.sasl.jaas.config"
      })
  void isSecret(String property) {
    assertThat(Secrets.isSecret(property)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "security.protocol",
        "sasl.mechanism",
        "ssl.truststore.location",
        "key.serializer",
        "sasl.oauthbearer.token.endpoint.url"
      })
  void isNoSecret(String property) {
    assertThat(Secrets.isSecret(property)).isFalse();
  }

  @Test
  void aSecretInTheEnvironmentIsUsedAndNotShown() {
    environment.put("NUDGE_KAFKA_PROPERTIES_SASL_JAAS_CONFIG", "Plain password=\"hunter2\";");
    environment.put("NUDGE_KAFKA_PROPERTIES_SASL_MECHANISM", "PLAIN");

    Configuration configuration = read();

    assertThat(configuration.problems()).isEmpty();
    assertThat(configuration.settings().kafka().properties())
        .containsEntry("sasl.jaas.config", "Plain password=\"hunter2\";")
        .containsEntry("sasl.mechanism", "PLAIN");
    assertThat(shown(configuration, "kafka.properties.sasl.jaas.config")).isEqualTo("(secret)");
    assertThat(shown(configuration, "kafka.properties.sasl.mechanism")).isEqualTo("PLAIN");
    assertThat(configuration.toString()).doesNotContain("hunter2").contains("PLAIN");
  }

  @Test
  void aReferenceIsResolvedAndShownAsItIs() throws IOException {
    Files.createDirectories(folder.resolve("keys"));
    Files.writeString(folder.resolve("keys/password"), "from a file\n");
    environment.put("KAFKA_PASSWORD", "hunter2");
    environment.put("HOSTS", "kafka-1:9092");
    write(
        """
        kafka:
          bootstrap: ${env:HOSTS}
          properties:
            ssl.key.password: ${file:keys/password}
            sasl.jaas.config: Plain username="nudge" password="${env:KAFKA_PASSWORD}";
            client.id: nudge-${env:HOSTS}
        """);

    Configuration configuration = read();

    assertThat(configuration.problems()).isEmpty();
    assertThat(configuration.settings().kafka().bootstrap()).isEqualTo("kafka-1:9092");
    assertThat(configuration.settings().kafka().properties())
        .containsEntry("ssl.key.password", "from a file")
        .containsEntry("sasl.jaas.config", "Plain username=\"nudge\" password=\"hunter2\";")
        .containsEntry("client.id", "nudge-kafka-1:9092");
    assertThat(shown(configuration, "kafka.bootstrap")).isEqualTo("${env:HOSTS}");
    assertThat(shown(configuration, "kafka.properties.client.id")).isEqualTo("nudge-${env:HOSTS}");
    assertThat(shown(configuration, "kafka.properties.ssl.key.password"))
        .isEqualTo("${file:keys/password}");
    assertThat(shown(configuration, "kafka.properties.sasl.jaas.config")).isEqualTo("(secret)");
    assertThat(configuration.toString()).doesNotContain("hunter2", "from a file");
  }

  @Test
  void aSecretInTheFileOrOnAFlagIsAnErrorThatDoesNotRepeatIt() throws IOException {
    environment.put("USER_NAME", "nudge");
    write(
        """
        kafka:
          properties:
            ssl.key.password: hunter2
            sasl.jaas.config: Plain username="${env:USER_NAME}" password="hunter2";
        """);
    flags.add(new Flag("--set", "kafka.properties.ssl.keystore.password", "hunter2"));

    String advice =
        " is a secret and must not be written here; set NUDGE_KAFKA_PROPERTIES_%s, or refer to"
            + " where it is kept with ${file:PATH} or ${env:NAME}";
    assertThat(problems())
        .containsExactly(
            "nudge.yaml:3:23: error: 'ssl.key.password'"
                + String.format(advice, "SSL_KEY_PASSWORD"),
            "nudge.yaml:4:23: error: 'sasl.jaas.config'"
                + String.format(advice, "SASL_JAAS_CONFIG"),
            "--set kafka.properties.ssl.keystore.password: error: 'ssl.keystore.password'"
                + String.format(advice, "SSL_KEYSTORE_PASSWORD"));
    assertThat(read().settings().kafka().properties()).isEmpty();
  }

  @Test
  void aReferenceToNothingIsAnErrorAtItsPlace() throws IOException {
    write(
        """
        kafka:
          bootstrap: ${env:HOSTS}
          properties:
            ssl.key.password: ${file:nowhere}
        """);

    assertThat(problems())
        .containsExactly(
            "nudge.yaml:2:14: error: 'kafka.bootstrap': there is no environment variable 'HOSTS';"
                + " set it",
            "nudge.yaml:4:23: error: 'kafka.properties.ssl.key.password': cannot read the file"
                + " 'nowhere' of the reference");
  }

  @Test
  void whatAReferenceLeadsToIsNotRepeatedWhereItIsWrong() {
    environment.put("HOSTS", "hunter2");
    flags.add(new Flag("--set", "kafka.bootstrap", "${env:HOSTS}"));

    assertThat(problems()).singleElement().asString().doesNotContain("hunter2").contains("HOSTS");
  }

  private static String shown(Configuration configuration, String path) {
    return configuration.entries().stream()
        .filter(entry -> entry.path().equals(path))
        .map(Entry::value)
        .findFirst()
        .orElse("nothing");
  }

  private List<String> problems() {
    return read().problems().stream()
        .map(problem -> problem.toString().replace(folder + "/", ""))
        .toList();
  }

  private Configuration read() {
    return SettingsReader.read(new SettingsInput(Optional.empty(), folder, environment, flags));
  }

  private void write(String yaml) throws IOException {
    Files.writeString(folder.resolve("nudge.yaml"), yaml);
  }
}
