package io.twinroute.cli.sample;

/** What the bytes of a key or a value look like. Equal bytes have equal forms. */
enum Form {
  EMPTY("zero bytes", Kind.OTHER),
  TEXT("UTF-8 text", Kind.TEXT),
  UUID_TEXT("UUIDs as text", Kind.TEXT),
  XML("XML", Kind.TEXT),
  JSON_TEXT("text that begins as JSON does", Kind.DOCUMENT),
  QUOTED("text in double quotes", Kind.QUOTED),
  BYTE_ORDER_MARK("UTF-8 text behind a byte order mark", Kind.ENCODED),
  UTF_16("UTF-16 text", Kind.ENCODED),
  OTHER_TEXT("text in another encoding than UTF-8", Kind.ENCODED),
  REGISTRY("a schema registry's prefix (00 and a 4-byte id)", Kind.REGISTRY),
  REGISTRY_JSON(
      "a schema registry's prefix (00 and a 4-byte id) with JSON behind it", Kind.REGISTRY),
  LONG_REGISTRY("a schema registry's prefix (00 and an 8-byte id)", Kind.LONG_REGISTRY),
  LONG_REGISTRY_JSON(
      "a schema registry's prefix (00 and an 8-byte id) with JSON behind it", Kind.LONG_REGISTRY),
  GLUE_REGISTRY("AWS Glue's schema registry prefix (03 and a 16-byte id)", Kind.GLUE_REGISTRY),
  HEADER_REGISTRY("bytes with a schema registry's id in a header", Kind.HEADER_REGISTRY),
  INTEGER("4 bytes, as of a whole number", Kind.INTEGER),
  LONG("8 bytes, as of a whole number", Kind.LONG),
  UUID_BYTES("UUIDs as 16 bytes", Kind.UUID_BYTES),
  GZIP("bytes compressed with gzip", Kind.COMPRESSED),
  ZSTD("bytes compressed with zstd", Kind.COMPRESSED),
  LZ4("bytes compressed with lz4", Kind.COMPRESSED),
  SNAPPY("bytes compressed with snappy", Kind.COMPRESSED),
  ZLIB("bytes compressed with zlib", Kind.COMPRESSED),
  ZIP("bytes compressed with zip", Kind.COMPRESSED),
  AVRO_FILE("an Avro container file", Kind.OTHER),
  AVRO_OBJECT("Avro's single-object encoding", Kind.OTHER),
  JAVA_OBJECT("serialized Java objects", Kind.OTHER),
  PROTOBUF("Protobuf, perhaps", Kind.OTHER),
  BINARY("bytes of no known kind", Kind.OTHER);

  /** Keys of two kinds are never the same bytes. */
  enum Kind {
    TEXT,
    /** A document instead of a plain text. */
    DOCUMENT,
    QUOTED,
    ENCODED,
    REGISTRY,
    LONG_REGISTRY,
    GLUE_REGISTRY,
    HEADER_REGISTRY,
    INTEGER,
    LONG,
    UUID_BYTES,
    COMPRESSED,
    OTHER;

    /** Whether a registry's serializer has written it. */
    boolean isOfARegistry() {
      return switch (this) {
        case REGISTRY, LONG_REGISTRY, GLUE_REGISTRY, HEADER_REGISTRY -> true;
        default -> false;
      };
    }
  }

  private final String words;
  private final Kind kind;

  Form(String words, Kind kind) {
    this.words = words;
    this.kind = kind;
  }

  /** For people: what something of this form looks like. */
  String words() {
    return words;
  }

  Kind kind() {
    return kind;
  }
}
