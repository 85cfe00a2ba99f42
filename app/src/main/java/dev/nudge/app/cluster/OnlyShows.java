package dev.nudge.app.cluster;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.io.network.netty.InboundChannelHandlerFactory;
import org.apache.flink.shaded.netty4.io.netty.buffer.Unpooled;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelFutureListener;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandler;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandlerContext;
import org.apache.flink.shaded.netty4.io.netty.channel.SimpleChannelInboundHandler;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.DefaultFullHttpResponse;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaderNames;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaderValues;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpMethod;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpRequest;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpResponseStatus;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpVersion;
import org.apache.flink.shaded.netty4.io.netty.util.ReferenceCountUtil;

/**
 * Lets Flink's web page be looked at, and nothing be done through it: any page in a browser of this
 * machine could otherwise have the job stopped. Flink finds it by Java's services.
 */
public final class OnlyShows implements InboundChannelHandlerFactory {
  private static final Set<HttpMethod> LOOKS = Set.of(HttpMethod.GET, HttpMethod.HEAD);
  private static final Set<String> HERE = Set.of("127.0.0.1", "localhost", "[::1]");

  @Override
  public int priority() {
    return 0;
  }

  @Override
  public Optional<ChannelHandler> createHandler(
      Configuration configuration, Map<String, String> responseHeaders) {
    return Optional.of(new Looking());
  }

  private static final class Looking extends SimpleChannelInboundHandler<HttpRequest> {
    Looking() {
      super(false);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpRequest request) {
      if (!LOOKS.contains(request.method())) {
        refuse(context, request, HttpResponseStatus.METHOD_NOT_ALLOWED);
      } else if (!isToHere(request)) {
        refuse(context, request, HttpResponseStatus.MISDIRECTED_REQUEST);
      } else {
        context.fireChannelRead(request);
      }
    }

    /** A name that somebody has made lead here would let a foreign page read what it shows. */
    private static boolean isToHere(HttpRequest request) {
      String host = request.headers().get(HttpHeaderNames.HOST, "");
      return HERE.contains(host.replaceFirst(":\\d+$", ""));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // whether it is sent or not, the end is the same
    private static void refuse(
        ChannelHandlerContext context, HttpRequest request, HttpResponseStatus status) {
      ReferenceCountUtil.release(request);
      DefaultFullHttpResponse answer =
          new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.EMPTY_BUFFER);
      answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
      answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
      context.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
    }
  }
}
