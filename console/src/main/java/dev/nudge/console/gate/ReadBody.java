package dev.nudge.console.gate;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * A request whose body is in memory. For all that follow it has just arrived, though for Tomcat it
 * is one that goes on.
 */
final class ReadBody extends HttpServletRequestWrapper {
  private final ServletInputStream stream;
  private volatile boolean passed;

  ReadBody(HttpServletRequest request, byte[] bytes, int length) {
    super(request);
    stream = new InMemory(new ByteArrayInputStream(bytes, 0, length));
  }

  /** What comes after this is what the request itself has made asynchronous. */
  void hasPassed() {
    passed = true;
  }

  @Override
  public DispatcherType getDispatcherType() {
    return passed ? super.getDispatcherType() : DispatcherType.REQUEST;
  }

  @Override
  public ServletInputStream getInputStream() {
    return stream;
  }

  @Override
  public BufferedReader getReader() {
    String encoding = getCharacterEncoding();
    return new BufferedReader(
        new InputStreamReader(
            stream, encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding)));
  }

  private static final class InMemory extends ServletInputStream {
    private final ByteArrayInputStream bytes;

    InMemory(ByteArrayInputStream bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] target, int from, int length) {
      return bytes.read(target, from, length);
    }

    @Override
    public int available() {
      return bytes.available();
    }

    @Override
    public boolean markSupported() {
      return true;
    }

    @Override
    public synchronized void mark(int most) {
      bytes.mark(most);
    }

    @Override
    public synchronized void reset() {
      bytes.reset();
    }

    @Override
    public boolean isFinished() {
      return bytes.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new IllegalStateException("the body is there: read it");
    }
  }
}
