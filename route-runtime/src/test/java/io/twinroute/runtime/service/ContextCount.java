package io.twinroute.runtime.service;

import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.ApplicationContextConfigurer;
import java.util.concurrent.atomic.AtomicInteger;

/** How many application contexts have been built in this JVM; Micronaut finds it as a service. */
public final class ContextCount implements ApplicationContextConfigurer {

  private static final AtomicInteger COUNT = new AtomicInteger();

  static int now() {
    return COUNT.get();
  }

  @Override
  public void configure(ApplicationContextBuilder builder) {
    COUNT.incrementAndGet();
  }
}
