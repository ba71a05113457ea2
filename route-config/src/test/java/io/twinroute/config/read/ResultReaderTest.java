package io.twinroute.config.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinroute.config.Yaml;
import io.twinroute.config.file.InvalidRouteFileException;
import io.twinroute.config.plan.ResultRule;
import io.twinroute.semantics.format.JsonPointer;
import io.twinroute.semantics.format.ResultField;
import io.twinroute.semantics.format.ResultForm;
import io.twinroute.semantics.format.Selected;
import io.twinroute.semantics.logic.CopiedHeaders;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultReaderTest {

  @Test
  void shouldTakeAllOfBothRecordsByDefault() throws Exception {
    assertThat(Yaml.plan(Yaml.VALID).routes().get(0).output().results())
        .isEqualTo(ResultRule.WHOLE);
  }

  @Test
  void shouldReadMembersInTheirOrder() throws Exception {
    ResultRule rule =
        rule("select: { z: /order/id, a: { payment: /payment, b.c: '\"eu\"' }, orderId: '1' }");

    assertThat(rule.form())
        .isEqualTo(
            new ResultForm(
                new Selected.Members(
                    List.of(
                        member("z", field(0, "/id")),
                        member(
                            "a",
                            new Selected.Members(
                                List.of(
                                    member(
                                        "payment",
                                        new Selected.Field(
                                            new ResultField(1, new JsonPointer("", List.of())))),
                                    member(
                                        "b",
                                        new Selected.Members(
                                            List.of(
                                                member("c", new Selected.Constant("\"eu\"")))))))),
                        member("orderId", new Selected.Constant("1")))),
                null));
  }

  @Test
  void shouldReadKeyAndHeaders() throws Exception {
    ResultRule rule = rule("key: /payment/ref/0, headers: left");

    assertThat(rule.form().key()).isEqualTo(new ResultField(1, JsonPointer.parse("/ref/0")));
    assertThat(rule.form().select()).isNull();
    assertThat(rule.headers()).isEqualTo(CopiedHeaders.LEFT);
  }

  @Test
  void shouldReadWhichResultsAreTombstones() throws Exception {
    ResultRule rule = rule("cleanup: compact, tombstone-on: \"order.op == 'd'\"");

    assertThat(rule.tombstoneOn()).isEqualTo("order.op == 'd'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          select: {}                     | output.select: is empty; expected a mapping of members to fields
          select: { a: {} }              | output.select.a: is empty; give it members or remove the key
          select: /order                 | output.select: expected a mapping of members to fields, not a single value
          select: { id: /left/id }       | output.select.id: '/left/id' is in no side's value; begin with /order or /payment
          select: { id: /order~/id }     | output.select.id: '/order~/id' names no field; in a JSON Pointer '~' is written ~0, and '/' inside a name ~1
          select: { region: eu }         | output.select.region: 'eu' is neither a JSON Pointer, as /order/id is, nor a constant in JSON; write a text as '"eu"'
          select: { n: 1 }               | output.select.n: YAML reads this as '1'; put a constant in quotes, as '"eu"' and '1'
          select: { n: no }              | output.select.n: YAML reads this as 'false'; put a constant in quotes, as '"eu"' and '1'
          select: { n: [ /order ] }      | output.select.n: expected a single value, not a list; separate several by commas in one text
          key: /id                       | output.key: '/id' is in no side's value; begin with /order or /payment
          key: id                        | output.key: 'id' names no field; a JSON Pointer begins with '/', as /orderId does
          tombstone-on: 'true'           | output.tombstone-on: only in a compacted topic does a tombstone take a result back; set cleanup: compact too, or remove this
          cleanup: compact, tombstone-on: left == 1 | output.tombstone-on: line 1, column 1: undeclared reference to 'left'; the variables are order, payment
          headers: all                   | output.headers: unknown value 'all'; supported: both, left, none, right
          """)
  void shouldReport(String written, String problem) {
    assertThatThrownBy(() -> rule(written))
        .isInstanceOf(InvalidRouteFileException.class)
        .hasMessageContaining("twinroute.routes.paid-orders." + problem);
  }

  private static ResultRule rule(String written) throws InvalidRouteFileException {
    String yaml =
        Yaml.VALID.replace(
            "      output:\n        cluster: central\n        topic: \"paid-orders-{engine}\"\n",
            "      output: { cluster: central, topic: \"paid-orders-{engine}\", "
                + written
                + " }\n");
    return Yaml.plan(yaml).routes().get(0).output().results();
  }

  private static Selected.Member member(String name, Selected value) {
    return new Selected.Member(name, value);
  }

  private static Selected field(int input, String pointer) {
    return new Selected.Field(new ResultField(input, JsonPointer.parse(pointer)));
  }
}
