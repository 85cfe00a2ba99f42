package dev.nudge.console.gate;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Whom a limit by address counts as one. */
public final class Origin {
  private static final String HERE = "this machine";

  /** What has no name to be looked up: nobody shall make the console ask the DNS. */
  private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F:.]{2,45}");

  private Origin() {}

  /**
   * The origin of an address. All of loopback is one, since whoever is here has sixteen million of
   * these; so is an IPv6 network of 64 bits, since that is what one customer is given.
   *
   * @param address as a request has it: {@code 192.0.2.7}, {@code 2001:db8::1}
   */
  public static String of(String address) {
    String plain = address.indexOf('%') < 0 ? address : address.substring(0, address.indexOf('%'));
    if (plain.indexOf(':') < 0 && !plain.startsWith("127.")) {
      return plain;
    }
    if (!LITERAL.matcher(plain).matches()) {
      return plain;
    }
    try {
      InetAddress parsed = InetAddress.getByName(plain);
      byte[] bytes = parsed.getAddress();
      if (parsed.isLoopbackAddress()) {
        return HERE;
      }
      return bytes.length == 4
          ? parsed.getHostAddress()
          : HexFormat.ofDelimiter(":").formatHex(Arrays.copyOf(bytes, 8)) + "::/64";
    } catch (UnknownHostException e) {
      return plain;
    }
  }
}
