package io.twinroute.semantics.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentMemoryTest {

  private final RecentMemory memory = new RecentMemory(600);

  @Test
  void shouldBeSharedByAllThatAreOpen() {
    RecentMemory.Share first = memory.open();
    assertThat(first.bytes()).isEqualTo(600);

    RecentMemory.Share second = memory.open();
    RecentMemory.Share third = memory.open();
    assertThat(first.bytes()).isEqualTo(200);
    assertThat(third.bytes()).isEqualTo(200);

    second.close();
    second.close();
    assertThat(first.bytes()).isEqualTo(300);
  }

  @Test
  void shouldLeaveRoomForJoinsThatAreNotKnownHere() {
    RecentMemory.Share first = memory.open(2);
    assertThat(first.bytes()).isEqualTo(300);

    memory.open(2);
    assertThat(first.bytes()).isEqualTo(300);

    memory.open(2);
    assertThat(first.bytes()).isEqualTo(200);
  }
}
