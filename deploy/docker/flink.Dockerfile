# Flink's own image with a state directory that its user may write to.
ARG BASE=flink:2.2.1-java17
FROM ${BASE}

LABEL org.opencontainers.image.title="Flink for Twinroute" \
      org.opencontainers.image.licenses="Apache-2.0"

USER root
# The entry point writes FLINK_PROPERTIES into the configuration, as the user below.
RUN mkdir -p /var/lib/twinroute/flink && chown -R flink /var/lib/twinroute \
 && chown -R flink /opt/flink/conf && chmod -R u+w /opt/flink/conf
USER flink
