package dev.conversationbus.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_OUT)
class ProgramsTest {

  @Test
  void lunchVotePrintsTheVoteAndItsNumber() {
    assertThat(outputOf(() -> LunchVote.main(new String[0])))
        .isEqualTo(
            """
            alice votes pizza
            recorded as event 3
            """);
  }

  @Test
  void customEventExamplePrintsTheBodyAndItsNumber() {
    assertThat(outputOf(() -> CustomEventExample.main(new String[0])))
        .isEqualTo(
            """
            {"your":"data"}
            sent as event 2
            """);
  }

  @Test
  void demoPrintsUtf8WhateverTheLocale() {
    assertThat(outputOf(() -> Demo.main(new String[0])))
        .contains("佐藤: votes Bánh Mì 25 in friday-lunch\n")
        .endsWith("\nsent 238, heard 238, refused 74\n");
  }

  private static String outputOf(Runnable program) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(output, true, UTF_8));
    try {
      program.run();
    } finally {
      System.setOut(before);
    }
    return output.toString(UTF_8).replace(System.lineSeparator(), "\n");
  }
}
