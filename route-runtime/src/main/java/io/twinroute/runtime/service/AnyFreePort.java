package io.twinroute.runtime.service;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import jakarta.inject.Singleton;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * Has the HTTP server take a free port where its configured one is in use: routers run side by
 * side. To take the port is the only check of it, so two that start in the same moment cannot both
 * find it free; and a server that could not take its port would end its context with it.
 */
@Singleton
final class AnyFreePort
    implements BeanCreatedEventListener<NettyServerCustomizer.Registry>, NettyServerCustomizer {

  @Override
  public NettyServerCustomizer.Registry onCreated(
      BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
    event.getBean().register(this);
    return event.getBean();
  }

  @Override
  public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
    if (role == ChannelRole.LISTENER) {
      channel.pipeline().addLast(new SecondAttempt());
    }
    return this;
  }

  /** Comes between the server and its socket. */
  private static final class SecondAttempt extends ChannelOutboundHandlerAdapter {

    @Override
    public void bind(ChannelHandlerContext socket, SocketAddress wanted, ChannelPromise bound) {
      ChannelPromise first = socket.newPromise();
      first.addListener(
          attempt -> {
            if (attempt.isSuccess()) {
              bound.setSuccess();
            } else if (attempt.cause() instanceof BindException
                && wanted instanceof InetSocketAddress address) {
              socket.bind(new InetSocketAddress(address.getAddress(), 0), bound);
            } else {
              bound.setFailure(attempt.cause());
            }
          });
      socket.bind(wanted, first);
    }
  }
}
