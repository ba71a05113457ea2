# A Connect worker with Kafka's MirrorMaker 2 connectors, and the transform that keeps source coordinates.
# Build from the project's root, after ./mvnw package -DskipTests.
ARG BASE=apache/kafka:4.3.1
FROM ${BASE}

LABEL org.opencontainers.image.title="Twinroute mirror" \
      org.opencontainers.image.description="A Kafka Connect worker for MirrorMaker 2 with Twinroute's transform." \
      org.opencontainers.image.licenses="Apache-2.0"

COPY mirror-config/target/mirror-config-*.jar /opt/kafka/plugins/twinroute/
COPY deploy/docker/connect.properties /opt/kafka/config/twinroute-connect.properties

USER appuser
EXPOSE 8083
# The official image has no curl.
HEALTHCHECK --interval=5s --timeout=5s --start-period=90s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/localhost/8083 && printf 'GET /health HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r status <&3 && echo \"$status\" && [[ $status == *' 200 '* ]]"]
# Further jars, such as login modules, are for all of the worker's clients.
ENV CONNECT_REPLICATION_FACTOR=1 LOG_DIR=/tmp/logs CLASSPATH=/opt/twinroute/plugins/*
CMD ["/opt/kafka/bin/connect-distributed.sh", "/opt/kafka/config/twinroute-connect.properties"]
