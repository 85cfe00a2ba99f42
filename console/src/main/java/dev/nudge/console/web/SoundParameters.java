package dev.nudge.console.web;

import dev.nudge.console.database.StorableText;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses, before anything else looks at them, parameters in an address that are no UTF-8 or hold
 * the character 0: 400 with their name. The container refuses a path of that kind itself.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class SoundParameters extends OncePerRequestFilter {
  private static final int NAMED = 40;

  private final ProblemWriter problems;

  SoundParameters(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<String> fault = fault(request.getQueryString());
    if (fault.isPresent()) {
      problems.write(response, HttpStatus.BAD_REQUEST, fault.get());
    } else {
      chain.doFilter(request, response);
    }
  }

  private static Optional<String> fault(@Nullable String query) {
    if (query == null) {
      return Optional.empty();
    }
    for (String parameter : query.split("&", -1)) {
      int equals = parameter.indexOf('=');
      String name = equals < 0 ? parameter : parameter.substring(0, equals);
      if (faultOf(name).isPresent()) {
        return faultOf(name).map(what -> "the name of a parameter " + what);
      }
      Optional<String> ofValue =
          equals < 0 ? Optional.empty() : faultOf(parameter.substring(equals));
      if (ofValue.isPresent()) {
        String shown = name.length() > NAMED ? name.substring(0, NAMED) + '…' : name;
        return ofValue.map(what -> "'" + shown + "' " + what);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> faultOf(String encoded) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
    for (int i = 0; i < encoded.length(); i++) {
      char one = encoded.charAt(i);
      if (one != '%') {
        bytes.write(one);
        continue;
      }
      int high = i + 2 < encoded.length() ? Character.digit(encoded.charAt(i + 1), 16) : -1;
      int low = high < 0 ? -1 : Character.digit(encoded.charAt(i + 2), 16);
      if (low < 0) {
        return Optional.of("has a '%' without two hexadecimal digits behind it");
      }
      bytes.write(high << 4 | low);
      i += 2;
    }
    try {
      return StorableText.fault(
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes.toByteArray()))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.of("is not UTF-8");
    }
  }
}
