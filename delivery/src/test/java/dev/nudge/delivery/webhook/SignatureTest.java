package dev.nudge.delivery.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureTest {
  /** The example of the libraries of Standard Webhooks. */
  @Test
  void itIsThatOfTheReferenceLibraries() {
    String signature =
        Signature.of(
            List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1614265330,
            "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8));

    assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void eachSecretSignsSoThatTheyCanBeChangedOneByOne() {
    String signature =
        Signature.of(
            List.of(
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
            "t1",
            1,
            new byte[0]);

    assertThat(signature.split(" ", -1)).hasSize(2).allMatch(one -> one.startsWith("v1,"));
  }
}
