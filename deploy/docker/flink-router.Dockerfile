# The Flink router. Build from the project's root, after ./mvnw package -DskipTests.
ARG BASE=eclipse-temurin:17-jre
FROM ${BASE}

LABEL org.opencontainers.image.title="Twinroute Flink router" \
      org.opencontainers.image.description="Submits routes to a Flink cluster and supervises them." \
      org.opencontainers.image.licenses="Apache-2.0"

# The user of the official Flink image, because both write to the state directory.
RUN useradd --uid 9999 --no-create-home --home-dir /var/lib/twinroute twinroute \
 && mkdir -p /var/lib/twinroute/flink && chown -R twinroute /var/lib/twinroute

# What seldom changes comes first.
COPY flink-router/target/lib /opt/twinroute/lib
COPY flink-router/target/modules /opt/twinroute/modules
COPY flink-router/target/flink-router-*.jar /opt/twinroute/

USER twinroute
WORKDIR /var/lib/twinroute
ENV MICRONAUT_SERVER_HOST=0.0.0.0 \
    MICRONAUT_SERVER_PORT=8090 \
    TWINROUTE_FLINK_STATE_DIR=/var/lib/twinroute/flink
EXPOSE 8090
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["curl", "--silent", "--show-error", "--fail-with-body", "http://localhost:8090/health"]
# It carries no records, so it starts soon rather than runs fast.
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", \
  "--add-opens=java.base/java.lang=ALL-UNNAMED", "--add-opens=java.base/java.net=ALL-UNNAMED", \
  "--add-opens=java.base/java.nio=ALL-UNNAMED", "--add-opens=java.base/java.time=ALL-UNNAMED", \
  "--add-opens=java.base/java.util=ALL-UNNAMED", "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED", \
  "-Dfile.encoding=UTF-8", "-Dtwinroute.plugins=/opt/twinroute/plugins", \
  "-cp", "/opt/twinroute/*:/opt/twinroute/modules/*:/opt/twinroute/lib/*:/opt/twinroute/plugins/*", \
  "io.twinroute.flink.FlinkRouter"]
CMD ["run", "--engine", "flink", "--config", "/etc/twinroute/routes.yml", "--keep-trying", "--watch"]
