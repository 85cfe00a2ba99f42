package dev.nudge.console.gate;

import org.springframework.http.HttpStatus;

/** Why a body is not taken, and what the caller is told. */
record Refusal(HttpStatus status, String detail) {
  static Refusal tooLarge(int most, boolean known) {
    return new Refusal(
        HttpStatus.CONTENT_TOO_LARGE,
        "a body has at most "
            + most
            + " bytes"
            + (known ? " here: send less at once" : " where nobody is signed in"));
  }

  static Refusal compressed() {
    return new Refusal(
        HttpStatus.UNSUPPORTED_MEDIA_TYPE, "a body is sent as it is, without Content-Encoding");
  }

  static Refusal multipart() {
    return new Refusal(
        HttpStatus.UNSUPPORTED_MEDIA_TYPE, "a body is one document; multipart is not read");
  }

  static Refusal tooMany() {
    return new Refusal(
        HttpStatus.TOO_MANY_REQUESTS,
        "too many bodies at once from this address: wait for the answers");
  }

  static Refusal full() {
    return new Refusal(
        HttpStatus.SERVICE_UNAVAILABLE, "too many bodies are being read at once: send it again");
  }

  static Refusal late() {
    return new Refusal(HttpStatus.REQUEST_TIMEOUT, "the body did not come in time");
  }

  static Refusal malformed() {
    return new Refusal(HttpStatus.BAD_REQUEST, "the body's chunks are malformed");
  }

  /** Whether the same may be sent again. */
  boolean again() {
    return status == HttpStatus.TOO_MANY_REQUESTS || status == HttpStatus.SERVICE_UNAVAILABLE;
  }
}
