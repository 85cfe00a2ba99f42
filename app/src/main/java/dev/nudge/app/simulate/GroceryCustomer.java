package dev.nudge.app.simulate;

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
  private static final List<String> FIRST =
      List.of("Ada", "Bo", "Carla", "Dmitri", "Esi", "Finn", "Grace", "Hugo", "Ines", "Jonas");
  private static final List<String> LAST =
      List.of("Berg", "Costa", "Dahl", "Eze", "Fischer", "Haddad", "Ito", "Keller", "Moreau");
  private static final List<String> CITIES =
      List.of("Accra", "Basel", "Kyoto", "Lisbon", "Lyon", "Oslo", "Riga", "Turin");
  private static final List<String> CARDS = List.of("visa", "mastercard", "amex");
  private static final LocalDate NEWEST = LocalDate.of(2026, 1, 1);
  private static final int DAYS = 5 * 365;

  static GroceryCustomer of(long seed, int number, List<String> dishes) {
    SplittableRandom random = new SplittableRandom(seed * 7_368_787 + number);
    // Ten and nine have no divisor in common: the first ninety names differ.
    String name = FIRST.get(number % FIRST.size()) + " " + LAST.get(number % LAST.size());
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
