# The Kafka Streams router. Build from the project's root, after ./mvnw package -DskipTests.
ARG BASE=eclipse-temurin:17-jre
FROM ${BASE}

LABEL org.opencontainers.image.title="Twinroute Kafka Streams router" \
      org.opencontainers.image.description="Runs routes on Kafka Streams behind MirrorMaker 2." \
      org.opencontainers.image.licenses="Apache-2.0"

RUN useradd --uid 9999 --no-create-home --home-dir /var/lib/twinroute twinroute \
 && mkdir -p /var/lib/twinroute/kstreams && chown -R twinroute /var/lib/twinroute

# What seldom changes comes first.
COPY kstreams-router/target/lib /opt/twinroute/lib
COPY kstreams-router/target/modules /opt/twinroute/modules
COPY kstreams-router/target/kstreams-router-*.jar /opt/twinroute/

USER twinroute
WORKDIR /var/lib/twinroute
ENV MICRONAUT_SERVER_HOST=0.0.0.0 \
    MICRONAUT_SERVER_PORT=8090 \
    TWINROUTE_KSTREAMS_STATE_DIR=/var/lib/twinroute/kstreams
EXPOSE 8090
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["curl", "--silent", "--show-error", "--fail-with-body", "http://localhost:8090/health"]
# RocksDB's memory is not the heap's.
ENTRYPOINT ["java", "-XX:+UseParallelGC", "-XX:NewRatio=1", "-XX:-UseAdaptiveSizePolicy", "-XX:MaxTenuringThreshold=2", \
  "-XX:InitialRAMPercentage=50", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", \
  "-Dfile.encoding=UTF-8", "-Dtwinroute.plugins=/opt/twinroute/plugins", \
  "-cp", "/opt/twinroute/*:/opt/twinroute/modules/*:/opt/twinroute/lib/*:/opt/twinroute/plugins/*", \
  "io.twinroute.kstreams.KStreamsRouter"]
CMD ["run", "--engine", "kstreams", "--config", "/etc/twinroute/routes.yml", "--keep-trying", "--watch"]
