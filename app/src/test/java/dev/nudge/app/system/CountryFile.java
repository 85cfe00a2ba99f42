package dev.nudge.app.system;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The smallest MaxMind database there is, by its published format: a search tree of one node, on
 * whose left is a country and on whose right is nothing.
 */
final class CountryFile {
  private static final int NODES = 1;
  private static final int NOTHING = NODES;
  private static final int FIRST_DATA = NODES + 16;
  private static final int TEXT = 2 << 5;
  private static final int UINT16 = 5 << 5;
  private static final int UINT32 = 6 << 5;
  private static final int MAP = 7 << 5;
  private static final int EXTENDED = 0;
  private static final int UINT64 = 9 - 7;
  private static final int ARRAY = 11 - 7;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private CountryFile() {}

  /** Says that all addresses below 128.0.0.0 are in this country, and knows no others. */
  static Path write(Path file, String country) throws IOException {
    CountryFile out = new CountryFile();
    out.number(3, FIRST_DATA);
    out.number(3, NOTHING);
    out.bytes.writeBytes(new byte[16]); // between tree and data
    out.map(1).text("country").map(1).text("iso_code").text(country);
    out.bytes.writeBytes(new byte[] {(byte) 0xAB, (byte) 0xCD, (byte) 0xEF});
    out.bytes.writeBytes("MaxMind.com".getBytes(StandardCharsets.US_ASCII));
    out.map(9);
    out.text("node_count").head(UINT32, 1).number(1, NODES);
    out.text("record_size").head(UINT16, 1).number(1, 24);
    out.text("ip_version").head(UINT16, 1).number(1, 4);
    out.text("binary_format_major_version").head(UINT16, 1).number(1, 2);
    out.text("binary_format_minor_version").head(UINT16, 0);
    out.text("build_epoch").head(EXTENDED, 1).number(1, UINT64).number(1, 1);
    out.text("database_type").text("Test-Country");
    out.text("languages").head(EXTENDED, 0).number(1, ARRAY);
    out.text("description").map(0);
    return Files.write(file, out.bytes.toByteArray());
  }

  private CountryFile map(int size) {
    return head(MAP, size);
  }

  private CountryFile text(String value) {
    head(TEXT, value.length());
    bytes.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  private CountryFile head(int type, int size) {
    bytes.write(type | size);
    return this;
  }

  private CountryFile number(int width, int value) {
    for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
      bytes.write(value >> shift);
    }
    return this;
  }
}
