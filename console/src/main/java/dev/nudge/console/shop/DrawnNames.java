package dev.nudge.console.shop;

import java.util.List;

/** Names for people who do not exist, so that a demo shows names as a real shop does. */
public final class DrawnNames {
  private static final List<String> FEMALE =
      List.of(
          "Ada", "Carla", "Esi", "Grace", "Ines", "Kavya", "Lucia", "Mei", "Nadia", "Olga", "Petra",
          "Ruth", "Sofia", "Tamar", "Vera", "Yuki", "Zoe", "Amara", "Beatriz", "Dina", "Freya",
          "Hana", "Leila");
  private static final List<String> MALE =
      List.of(
          "Bo", "Dmitri", "Finn", "Hugo", "Jonas", "Kofi", "Luca", "Mateo", "Niels", "Omar",
          "Pavel", "Rafael", "Samir", "Tomas", "Victor", "Wei", "Yusuf", "Arun", "Bruno", "Emil",
          "Felix", "Haruto", "Ivan");
  private static final List<String> LAST =
      List.of(
          "Berg",
          "Costa",
          "Dahl",
          "Eze",
          "Fischer",
          "Haddad",
          "Ito",
          "Keller",
          "Moreau",
          "Novak",
          "Okafor",
          "Petrov",
          "Quist",
          "Rossi",
          "Sato",
          "Tran",
          "Umeh",
          "Varga",
          "Weber",
          "Xu",
          "Yilmaz",
          "Zhang",
          "Almeida",
          "Bauer",
          "Chen",
          "Duarte",
          "Ferrari",
          "Gupta",
          "Hansen",
          "Jansen",
          "Kaya",
          "Lindgren");

  private DrawnNames() {}

  /**
   * A first and a last name. The same number gives the same; of one gender, {@code 23 * 32} numbers
   * in a row give as many names.
   *
   * @param gender {@code female} or {@code male}; of any other, either
   */
  public static String of(String gender, int number) {
    boolean isFemale =
        gender.equals("female") || (!gender.equals("male") && Math.floorMod(number, 2) == 0);
    List<String> first = isFemale ? FEMALE : MALE;
    // 23 and 32 have no divisor in common, nor has either with its factor.
    return first.get(Math.floorMod(number * 7L, first.size()))
        + " "
        + LAST.get(Math.floorMod(number * 13L, LAST.size()));
  }
}
