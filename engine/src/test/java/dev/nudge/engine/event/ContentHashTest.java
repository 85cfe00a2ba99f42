package dev.nudge.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ContentHashTest {
  @Property
  void isMurmur3(@ForAll @Size(max = 100) byte[] bytes) {
    ByteBuffer halves = ByteBuffer.wrap(Hashing.murmur3_128().hashBytes(bytes).asBytes());
    ByteBuffer bigEndian = ByteBuffer.allocate(16);
    bigEndian.putLong(Long.reverseBytes(halves.getLong()));
    bigEndian.putLong(Long.reverseBytes(halves.getLong()));
    assertThat(ContentHash.of(bytes, 0, bytes.length))
        .isEqualTo(BaseEncoding.base16().lowerCase().encode(bigEndian.array()));
  }

  @Test
  void dependsOnTheBytesOfTheRangeOnly() {
    byte[] one = "xx{\"a\":1}yy".getBytes(StandardCharsets.UTF_8);
    byte[] other = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
    assertThat(ContentHash.of(one, 2, 9)).isEqualTo(ContentHash.of(other, 0, 7)).hasSize(32);
  }

  @Test
  void neverChanges() {
    byte[] text = "The quick brown fox jumps over the lazy dog".getBytes(StandardCharsets.UTF_8);
    assertThat(ContentHash.of(text, 0, text.length)).isEqualTo("e34bbc7bbc071b6c7a433ca9c49a9347");
  }
}
