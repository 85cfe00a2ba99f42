package dev.nudge.app.simulate;

import dev.nudge.console.shop.DrawnNames;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A customer of the grocery shop. The same seed and number give the same one.
 *
 * @param user the id: {@code c1}, {@code c2} and so on, which no other shopper has
 * @param dishes what he or she likes
 */
record GroceryCustomer(
    String user,
    String name,
    String city,
    LocalDate memberSince,
    String card,
    List<String> dishes) {
  private static final List<String> CITIES =
      List.of("Accra", "Basel", "Kyoto", "Lisbon", "Lyon", "Oslo", "Riga", "Turin");
  private static final List<String> CARDS = List.of("visa", "mastercard", "amex");
  private static final LocalDate NEWEST = LocalDate.of(2026, 1, 1);
  private static final int DAYS = 5 * 365;

  static GroceryCustomer of(long seed, int number, List<String> dishes) {
    SplittableRandom random = new SplittableRandom(seed * 7_368_787 + number);
    String name = DrawnNames.of(number % 2 == 0 ? "female" : "male", number);
    return new GroceryCustomer(
        "c" + (number + 1),
        name,
        one(CITIES, random),
        NEWEST.minusDays(random.nextInt(DAYS)),
        one(CARDS, random),
        List.of(one(dishes, random), one(dishes, random)));
  }

  static <T> T one(List<T> of, SplittableRandom random) {
    return of.get(random.nextInt(of.size()));
  }

  private String email() {
    return name.toLowerCase(Locale.ROOT).replace(' ', '.') + "@example.com";
  }

  /** As a line of {@code users.csv}. */
  String csv() {
    return String.join(",", user, name, email(), city, memberSince.toString());
  }

  /** As a profile update. */
  Map<String, Object> profile() {
    Map<String, Object> profile = new LinkedHashMap<>();
    profile.put("user", user);
    profile.put("name", name);
    profile.put("email", email());
    profile.put("city", city);
    profile.put("member_since", memberSince.toString());
    return profile;
  }
}
