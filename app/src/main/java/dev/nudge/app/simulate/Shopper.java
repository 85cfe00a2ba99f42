package dev.nudge.app.simulate;

import dev.nudge.console.shop.DrawnNames;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is known of a shopper. The same seed and number give the same shopper.
 *
 * @param user the id
 * @param name a first and a last one
 * @param gender {@code female} or {@code male}
 * @param birthDate between 18 and 70 years ago
 * @param tier {@code bronze}, {@code silver}, {@code gold} or {@code platinum}
 * @param interests some of the shop's categories
 */
record Shopper(
    String user,
    String name,
    String gender,
    LocalDate birthDate,
    String tier,
    Set<String> interests) {
  private static final LocalDate YOUNGEST = LocalDate.of(2008, 1, 1);
  private static final int DAYS = 52 * 365;
  private static final List<String> CATEGORIES =
      List.of("clothing", "electronics", "furniture", "kitchen", "shoes", "sport");

  static Shopper of(long seed, int number) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
    String gender = random.nextBoolean() ? "female" : "male";
    // The mean of two: most are neither very young nor very old.
    int days = (random.nextInt(DAYS) + random.nextInt(DAYS)) / 2;
    int rank = random.nextInt(100);
    String tier = rank < 60 ? "bronze" : rank < 85 ? "silver" : rank < 95 ? "gold" : "platinum";
    Set<String> interests = new TreeSet<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      interests.add(CATEGORIES.get(random.nextInt(CATEGORIES.size())));
    }
    return new Shopper(
        user(number),
        DrawnNames.of(gender, number),
        gender,
        YOUNGEST.minusDays(days),
        tier,
        interests);
  }

  /** {@code u17}. */
  static String user(int number) {
    return "u" + number;
  }

  /** A profile update. */
  String json() {
    return "{\"user\":\""
        + user
        + "\",\"name\":\""
        + name
        + "\",\"gender\":\""
        + gender
        + "\",\"birth_date\":\""
        + birthDate
        + "\",\"tier\":\""
        + tier
        + "\",\"interests\":"
        + interests.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"))
        + "}";
  }
}
