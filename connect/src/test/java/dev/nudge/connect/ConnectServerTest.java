package dev.nudge.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may ask for the connectors of a process, and that none is left of one that cannot start. */
class ConnectServerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path folder;

  @Test
  void onlyWhoCanReadTheFolderIsAnswered() throws Exception {
    try (ConnectServer server = ConnectServer.start(settings())) {
      assertThat(server.size()).isZero();
      Address address = Address.read(folder).orElseThrow();

      assertThat(get(address.url(), address.authorization())).isEqualTo("200 []");
      assertThat(get(address.url(), "Bearer guessed"))
          .isEqualTo("401 {\"error_code\":401,\"message\":\"who are you?\"}");
    }
    assertThat(Address.read(folder)).isEmpty();
  }

  @Test
  void aStartThatFailsLeavesNoThreadBehind() throws Exception {
    Files.createDirectories(folder.resolve("address/in the way"));
    Threads threads = Threads.now();

    assertThatThrownBy(() -> ConnectServer.start(settings()))
        .isInstanceOf(DirectoryNotEmptyException.class);

    Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(threads.left()).isEmpty());
  }

  private ConnectSettings settings() {
    return new ConnectSettings("127.0.0.1:1", folder, folder, Optional.empty(), 1);
  }

  private static String get(String url, String authorization)
      throws IOException, InterruptedException {
    var response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(url + "/connectors"))
                    .header("Authorization", authorization)
                    .build(),
                BodyHandlers.ofString());
    return response.statusCode() + " " + response.body();
  }
}
