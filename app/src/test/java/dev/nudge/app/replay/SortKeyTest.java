package dev.nudge.app.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class SortKeyTest {
  @Property
  void keysSortAsTheirStringsDo(
      @ForAll String user1, @ForAll String id1, @ForAll String user2, @ForAll String id2) {
    int users = Arrays.compareUnsigned(user1.getBytes(UTF_8), user2.getBytes(UTF_8));
    int ids = Arrays.compareUnsigned(id1.getBytes(UTF_8), id2.getBytes(UTF_8));

    byte[] key1 = new SortKey().add(user1).add(id1).take();
    byte[] key2 = new SortKey().add(user2).add(id2).take();

    assertThat(Integer.signum(Arrays.compareUnsigned(key1, key2)))
        .isEqualTo(Integer.signum(users != 0 ? users : ids));
  }
}
