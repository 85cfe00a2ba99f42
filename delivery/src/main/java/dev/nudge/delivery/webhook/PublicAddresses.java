package dev.nudge.delivery.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves names, and refuses those that lead to this machine or its network: a webhook goes where
 * somebody else wrote, and must not reach what only we can. A connection is made to the very
 * addresses that were looked at, so that a name cannot change its mind in between.
 *
 * @param allowPrivate whether such addresses are taken all the same
 */
record PublicAddresses(boolean allowPrivate) implements DnsResolver {
  /** Networks of IPv4 that are nobody's on the internet (IANA, special-purpose registry). */
  private static final List<Network> PRIVATE_V4 =
      List.of(
          Network.of("00000000", 8), // this network
          Network.of("0a000000", 8), // private
          Network.of("64400000", 10), // behind a provider's address translation
          Network.of("7f000000", 8), // loopback
          Network.of("a9fe0000", 16), // link-local, and where clouds keep their credentials
          Network.of("ac100000", 12), // private
          Network.of("c0000000", 24), // of protocols
          Network.of("c0000200", 24), // documentation
          Network.of("c0586300", 24), // relays of IPv6
          Network.of("c0a80000", 16), // private
          Network.of("c6120000", 15), // benchmarks
          Network.of("c6336400", 24), // documentation
          Network.of("cb007100", 24), // documentation
          Network.of("e0000000", 4), // multicast
          Network.of("f0000000", 4)); // reserved, and broadcast

  /** Of IPv6, the internet is this. */
  private static final Network PUBLIC_V6 = Network.of("20000000000000000000000000000000", 3);

  /** And of that, these hold addresses of IPv4, or none at all. */
  private static final List<Network> PRIVATE_V6 =
      List.of(
          Network.of("20010000000000000000000000000000", 23), // of protocols, Teredo among them
          Network.of("20010db8000000000000000000000000", 32), // documentation
          Network.of("20020000000000000000000000000000", 16), // 6to4
          Network.of("3fff0000000000000000000000000000", 20)); // documentation

  /** Addresses that begin with the same bits. */
  private static final class Network {
    private final byte[] prefix;
    private final int bits;

    private Network(byte[] prefix, int bits) {
      this.prefix = prefix;
      this.bits = bits;
    }

    static Network of(String hex, int bits) {
      return new Network(HexFormat.of().parseHex(hex), bits);
    }

    boolean holds(byte[] address) {
      int whole = bits / 8;
      if (!Arrays.equals(address, 0, whole, prefix, 0, whole)) {
        return false;
      }
      int rest = bits % 8;
      int mask = 0xff << (8 - rest) & 0xff;
      return rest == 0 || (address[whole] & mask) == (prefix[whole] & mask);
    }
  }

  /** A name that leads where webhooks may not go. */
  static final class PrivateAddressException extends UnknownHostException {
    private static final long serialVersionUID = 1;

    PrivateAddressException(String message) {
      super(message);
    }
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = InetAddress.getAllByName(host);
    if (!allowPrivate) {
      for (InetAddress address : addresses) {
        if (!isPublic(address.getAddress())) {
          throw new PrivateAddressException(
              "'"
                  + host
                  + "' leads to "
                  + address.getHostAddress()
                  + ", which is not on the internet; channels.private_addresses allows it");
        }
      }
    }
    return addresses;
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }

  /** Whether an address is one of the internet. */
  static boolean isPublic(byte[] address) {
    if (address.length == 4) {
      return PRIVATE_V4.stream().noneMatch(network -> network.holds(address));
    }
    return PUBLIC_V6.holds(address)
        && PRIVATE_V6.stream().noneMatch(network -> network.holds(address));
  }
}
