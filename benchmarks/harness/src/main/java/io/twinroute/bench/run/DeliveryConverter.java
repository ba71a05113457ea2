package io.twinroute.bench.run;

import io.twinroute.config.plan.Delivery;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** As it is written in route files. */
final class DeliveryConverter implements ITypeConverter<Delivery> {

  @Override
  public Delivery convert(String value) {
    return Stream.of(Delivery.values())
        .filter(delivery -> delivery.id().equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'%s' is none of %s"
                        .formatted(
                            value,
                            Stream.of(Delivery.values())
                                .map(Delivery::id)
                                .collect(Collectors.joining(", ")))));
  }
}
