package io.twinroute.semantics.format.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinroute.semantics.format.FieldScan;
import io.twinroute.semantics.format.JsonPointer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FieldScanTest {

  @Test
  void shouldFindSeveralFieldsInOnePass() {
    assertThat(found(" { \"x\":[{\"y\" : 5 }], \"a\" : {\"b\": \"c\" } } ", "/a/b", "/a", "/x/0/y"))
        .containsExactly("\"c\"", "{\"b\": \"c\" }", "5");
    assertThat(found("[1,[2,3],{\"1\":4}]", "/1/1", "/2/1", "/0", "/3"))
        .containsExactly("3", "4", "1", "absent");
  }

  @Test
  void shouldForgetWhatALaterMemberReplaces() {
    assertThat(found("{\"a\":{\"b\":1,\"c\":2},\"a\":{\"c\":3}}", "/a/b", "/a/c", "/a"))
        .containsExactly("absent", "3", "{\"c\":3}");
    assertThat(found("{\"a\":{\"b\":{\"c\":1}},\"a\":7}", "/a/b/c", "/a/b"))
        .containsExactly("absent", "absent");
  }

  @Test
  void shouldFindAFieldThatIsAskedForTwice() {
    assertThat(found("{\"a\":1}", "/a", "/a")).containsExactly("1", "1");
  }

  @Test
  void shouldNotTakeWhatIsDeeperThanThePointers() {
    assertThat(found("{\"z\":{\"z\":{\"a\":1}},\"y\":[[{\"a\":2}]]}", "/a", "/z/a"))
        .containsExactly("absent", "absent");
  }

  @Test
  void shouldUseAnArrayThatHoldsOtherPlaces() {
    FieldScan scan = scan("/a", "/b");
    int[] places = {9, 9, 9, 9, 77};

    assertThat(scan.scan("{\"b\":1}".getBytes(UTF_8), places)).isTrue();
    assertThat(places).containsExactly(-1, -1, 5, 1, 77);
    assertThat(scan.scan("7".getBytes(UTF_8), places)).isTrue();
    assertThat(places).containsExactly(-1, -1, -1, -1, 77);
  }

  @Test
  void shouldRefuseWhatIsNotJson() {
    assertThat(scan("/a").scan("{\"a\":1,}".getBytes(UTF_8), new int[2])).isFalse();
    assertThat(scan("/a").scan("{\"a\":1}{".getBytes(UTF_8), new int[2])).isFalse();
  }

  private static List<String> found(String text, String... pointers) {
    byte[] json = text.getBytes(UTF_8);
    int[] places = new int[2 * pointers.length];
    Arrays.fill(places, 3);
    assertThat(scan(pointers).scan(json, places)).isTrue();
    return IntStream.range(0, pointers.length)
        .mapToObj(
            i ->
                places[2 * i] < 0
                    ? "absent"
                    : new String(json, places[2 * i], places[2 * i + 1], UTF_8))
        .toList();
  }

  private static FieldScan scan(String... pointers) {
    return JsonFormat.JSON.scan(Stream.of(pointers).map(JsonPointer::parse).toList());
  }
}
