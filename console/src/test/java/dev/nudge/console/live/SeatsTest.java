package dev.nudge.console.live;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nudge.console.web.ApiException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeatsTest {
  private final Seats seats = new Seats();

  @Test
  void howeverManyUsersReadThereIsRoomForThoseWhoWatch() {
    List<Runnable> taken = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      taken.add(seats.take("user u" + i, "address " + i, true));
    }
    assertThatThrownBy(() -> seats.take("user late", "address", true))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("150 streams of users");
    for (int i = 0; i < 50; i++) {
      taken.add(seats.take("editor " + i, "address " + i, false));
    }
    assertThatThrownBy(() -> seats.take("late", "address", false))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("200 streams");

    taken.forEach(Runnable::run);
    seats.take("user late", "address", true).run();
  }

  @Test
  void nobodyTakesMoreThanAShare() {
    for (int i = 0; i < 20; i++) {
      seats.take("user u1", "address " + i, true);
    }
    assertThatThrownBy(() -> seats.take("user u1", "address", true))
        .hasMessageContaining("20 streams of 'user u1'");
    for (int i = 0; i < 100; i++) {
      seats.take("user v" + i, "crowd", true);
    }
    assertThatThrownBy(() -> seats.take("user w", "crowd", true))
        .hasMessageContaining("100 streams of this address");
  }
}
