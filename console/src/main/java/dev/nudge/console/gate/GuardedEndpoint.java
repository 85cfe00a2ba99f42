package dev.nudge.console.gate;

import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Processor;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's connections, with a bound for each address and a time for each head. Tomcat itself knows
 * a time between two bytes only: whoever sends one each ten seconds would stay for good. Constant
 * time for each connection and event; once a second it looks at all connections.
 */
final class GuardedEndpoint extends NioEndpoint {
  private final Map<SocketChannel, Guest> guests = new ConcurrentHashMap<>();
  private Shares shares = new Shares(Integer.MAX_VALUE, Integer.MAX_VALUE);
  private Proxies proxies = Proxies.NONE;
  private int headSeconds = 60;
  private int writeMillis = 60_000;
  private @Nullable ScheduledExecutorService clock;

  /** Sets the bounds, before it starts. */
  void guard(Shares connections, Proxies trusted, Duration head, Duration write) {
    shares = connections;
    proxies = trusted;
    headSeconds = (int) head.plusNanos(999_999_999).toSeconds();
    writeMillis = (int) write.toMillis();
  }

  @Override
  public void setHandler(Handler<NioChannel> handler) {
    super.setHandler(new Watched(handler));
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // it has no result, and ends with the endpoint
  public void startInternal() throws Exception {
    super.startInternal();
    ScheduledExecutorService each =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, getName() + "-heads");
              thread.setDaemon(true);
              return thread;
            });
    each.scheduleWithFixedDelay(this::closeTheLate, 1, 1, TimeUnit.SECONDS);
    clock = each;
  }

  @Override
  public void stopInternal() {
    if (clock != null) {
      clock.shutdownNow();
    }
    super.stopInternal();
  }

  /** False closes the connection. */
  @Override
  protected boolean setSocketOptions(SocketChannel socket) {
    String address = socket.socket().getInetAddress().getHostAddress();
    // A proxy stands for all its callers; their requests are counted by their own addresses.
    String origin =
        proxies.trusts(address) ? "proxy " + socket.socket().getPort() : Origin.of(address);
    if (shares.take(origin) != Shares.Answer.TAKEN) {
      destroySocket(socket);
      return false;
    }
    Guest guest = new Guest(socket, origin);
    guests.put(socket, guest);
    if (!super.setSocketOptions(socket)) {
      leave(guest);
      return false;
    }
    SocketWrapperBase<NioChannel> wrapper = connections.get(socket);
    if (wrapper != null) {
      wrapper.setWriteTimeout(writeMillis);
    }
    return true;
  }

  private void leave(@Nullable Guest guest) {
    if (guest != null && guest.leaves()) {
      guests.remove(guest.channel());
      shares.give(guest.origin());
    }
  }

  private void closeTheLate() {
    for (Guest guest : guests.values()) {
      if (guest.isLate(headSeconds)) {
        SocketWrapperBase<NioChannel> wrapper = connections.get(guest.channel());
        if (wrapper == null) {
          leave(guest);
        } else {
          wrapper.close();
        }
      }
    }
  }

  private @Nullable Guest guest(SocketWrapperBase<NioChannel> wrapper) {
    NioChannel channel = wrapper.getSocket();
    SocketChannel socket = channel == null ? null : channel.getIOChannel();
    return socket == null ? null : guests.get(socket);
  }

  /** Hears of each event of a connection, and of its end. */
  private final class Watched implements Handler<NioChannel> {
    private final Handler<NioChannel> handler;

    Watched(Handler<NioChannel> handler) {
      this.handler = handler;
    }

    @Override
    public SocketState process(SocketWrapperBase<NioChannel> wrapper, SocketEvent event) {
      Guest guest = guest(wrapper);
      if (guest == null) {
        return handler.process(wrapper, event);
      }
      guest.come();
      try {
        SocketState state = handler.process(wrapper, event);
        boolean goesOn =
            wrapper.getCurrentProcessor() instanceof Processor processor && processor.isAsync();
        if (!goesOn) {
          guest.mayGoOn();
        }
        return state;
      } finally {
        Guest.go();
      }
    }

    @Override
    public void release(SocketWrapperBase<NioChannel> wrapper) {
      leave(guest(wrapper));
      handler.release(wrapper);
    }

    @Override
    public Object getGlobal() {
      return handler.getGlobal();
    }

    @Override
    public void pause() {
      handler.pause();
    }

    @Override
    public void recycle() {
      handler.recycle();
    }
  }
}
