package io.twinroute.cli.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.semantics.format.json.JsonFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.common.serialization.IntegerSerializer;
import org.apache.kafka.common.serialization.LongSerializer;
import org.apache.kafka.common.serialization.UUIDSerializer;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormsTest {

  @ParameterizedTest
  @CsvSource({
    "'', EMPTY",
    "000000002a7b226964223a317d, REGISTRY_JSON", // {"id":1}
    "0000000007020a68656c6c6f, REGISTRY", // Avro
    "0000000009000a0161, REGISTRY", // Protobuf, the first message of its file
    "0000000003046b33, REGISTRY", // Avro's string "k3": as long as a long
    "0000000005, REGISTRY", // Avro's null
    "0000000000000000070a68656c6c6f, LONG_REGISTRY",
    "0000000000000000077b7d, LONG_REGISTRY_JSON",
    "0300b7b4a7f09c9645fb9d6f3b9b5a7c2d1e02, GLUE_REGISTRY",
    "0000002a, INTEGER",
    "ffffffff, INTEGER",
    "000000000000002a, LONG",
    "000001984f3a1b2c, LONG", // a time in milliseconds
    "28b52ffd2400, ZSTD",
    "04224d186440a7, LZ4",
    "82534e415050590000000001, SNAPPY",
    "789cab562ac9, ZLIB",
    "504b03041400, ZIP",
    "4f626a0104, AVRO_FILE",
    "c3010102030405060708, AVRO_OBJECT",
    "aced000574, JAVA_OBJECT",
    "efbbbf7b7d, BYTE_ORDER_MARK",
    "feff007b007d, UTF_16",
    "007b002200610022007d, UTF_16",
    "0a0568656c6c6f1005, PROTOBUF",
    "80fffe8101, BINARY",
    "ff, BINARY",
  })
  void shouldTellBytesByTheirBeginningOrTheirLength(String hex, Form form) {
    assertThat(Forms.of(HexFormat.of().parseHex(hex), JsonFormat.JSON)).isEqualTo(form);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\u0001',
      delimiter = '|',
      value = {
        "k1 | TEXT",
        "1234 | TEXT",
        "12345678 | TEXT",
        "größer | TEXT",
        "a,b,c | TEXT",
        "<order id='1'/> | XML",
        "{\"id\":1 | JSON_TEXT",
        "[1,] | JSON_TEXT",
        "{\"id\":1} | JSON_TEXT",
        "\"k1\" | QUOTED",
        "\" | TEXT",
        "0190b5a2-7f3c-7a11-8e2d-0242ac120002 | UUID_TEXT",
      })
  void shouldTellTextByWhatItBeginsWith(String text, Form form) {
    assertThat(of(text, UTF_8)).isEqualTo(form);
    assertThat(of(" \n" + text + "\r\n", UTF_8).kind()).isEqualTo(form.kind());
  }

  @Test
  void shouldTellTextInOtherEncodings() {
    assertThat(of("{\"name\":\"Müller\",\"city\":\"Köln\"}", ISO_8859_1))
        .isEqualTo(Form.OTHER_TEXT);
    assertThat(of("{\"name\":\"Miller\"}", UTF_16LE)).isEqualTo(Form.UTF_16);
  }

  /** What Kafka's own serializers write. */
  @Test
  void shouldTellNumbersAndUuids() {
    assertThat(of(new IntegerSerializer().serialize("t", 1_000_000_000))).isEqualTo(Form.INTEGER);
    for (long number : new long[] {1, 4_711, -1, 1_764_300_000_000L, Long.MAX_VALUE}) {
      assertThat(of(new LongSerializer().serialize("t", number))).isEqualTo(Form.LONG);
    }
    String uuid = "0190b5a2-7f3c-7a11-8e2d-0242ac120002";
    assertThat(of(uuid.getBytes(UTF_8))).isEqualTo(Form.UUID_TEXT);
    assertThat(of(HexFormat.of().parseHex(uuid.replace("-", "")))).isEqualTo(Form.UUID_BYTES);
    assertThat(of(new UUIDSerializer().serialize("t", UUID.fromString(uuid))))
        .isEqualTo(Form.UUID_TEXT);
  }

  @Test
  void shouldTellWhatIsCompressed() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write("{}".getBytes(UTF_8));
    }

    assertThat(of(out.toByteArray())).isEqualTo(Form.GZIP);
  }

  @Test
  void shouldBelieveAHeaderThatNamesASchemaUnlessItIsText() {
    byte[] avro = HexFormat.of().parseHex("046b33");
    assertThat(Forms.of(avro, JsonFormat.JSON, true)).isEqualTo(Form.HEADER_REGISTRY);
    assertThat(Forms.of(Utils.utf8("k3"), JsonFormat.JSON, true)).isEqualTo(Form.TEXT);
    assertThat(Forms.of(avro, JsonFormat.JSON, false)).isNotEqualTo(Form.HEADER_REGISTRY);
  }

  private static Form of(String text, Charset encoding) {
    return of(text.getBytes(encoding));
  }

  private static Form of(byte[] bytes) {
    return Forms.of(bytes, JsonFormat.JSON);
  }
}
