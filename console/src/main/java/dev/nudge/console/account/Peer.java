package dev.nudge.console.account;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Whom a limit by address counts as one. */
final class Peer {
  /** No name, which would be looked up. */
  private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F:.]+");

  private static final int NETWORK_BYTES = 8;

  private Peer() {}

  /** An IPv4 address; of an IPv6 address its network, of which one customer has all addresses. */
  static String of(String address) {
    String plain = address.replaceFirst("%.*", "");
    if (!LITERAL.matcher(plain).matches() || plain.indexOf(':') < 0) {
      return plain;
    }
    try {
      byte[] bytes = InetAddress.getByName(plain).getAddress();
      return bytes.length == 4
          ? InetAddress.getByAddress(bytes).getHostAddress()
          : HexFormat.of().formatHex(Arrays.copyOf(bytes, NETWORK_BYTES));
    } catch (UnknownHostException e) {
      return plain;
    }
  }
}
