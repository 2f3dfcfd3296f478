package dev.conversationbus.examples;

import dev.conversationbus.ConversationBus;
import dev.conversationbus.error.ConversationBusException;
import dev.conversationbus.error.Violation;
import dev.conversationbus.inmemory.InMemoryHub;
import dev.conversationbus.inmemory.Retention;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sends lines of events over a bus of its own, and counts. A line that is refused stops nothing,
 * and nothing that is kept grows with the number of lines.
 */
final class Playback implements AutoCloseable {

  /** The longest line that is read, in bytes. */
  static final int MAX_LINE_BYTES = 1 << 20;

  private static final int LINES_PER_REPORT = 100_000;
  private static final int REASON_WIDTH = 1000;

  private final PrintStream out;
  private final boolean isQuiet;
  private final Listeners listeners;
  private final ConversationBus bus;
  private final Attendance attendance;
  private final EventLine eventLine = new EventLine();
  private long sent;
  private long refused;

  Playback(PrintStream out, boolean isQuiet, Attendance.Limits limits) {
    this.out = out;
    this.isQuiet = isQuiet;
    listeners = new Listeners(out, isQuiet);
    // Nobody asks for the history here, so hardly any is kept.
    InMemoryHub hub = InMemoryHub.builder().retention(Retention.lastEvents(1)).build();
    bus = ConversationBus.builder(hub.transport()).onFailure(listeners::onFailure).build();
    attendance = new Attendance(bus, limits, listeners::listenTo);
  }

  /**
   * Sends what the lines say.
   *
   * @param progress is told every so often how far it is; null for nobody
   * @throws IOException if reading fails, or nobody takes the output any more
   */
  void play(InputStream events, @Nullable PrintStream progress) throws IOException {
    LineReader lines = new LineReader(events, MAX_LINE_BYTES, this::flush);
    while (lines.next()) {
      if (lines.isTooLong()) {
        String found = lines.size() + " bytes";
        String allowed = MAX_LINE_BYTES + " bytes";
        refuse(lines.number(), Violation.of("line.too-long", "line", found, allowed).toString());
      } else if (!lines.isBlank()) {
        play(lines.number(), eventLine.read(lines.bytes()));
      }
      if (progress != null && lines.number() % LINES_PER_REPORT == 0) {
        progress.println("line " + lines.number() + ": " + counts());
      }
    }
  }

  private void play(long number, Reading reading) {
    if (reading instanceof Reading.Refused refusal) {
      refuse(
          number,
          refusal.reasons().stream().map(Violation::toString).collect(Collectors.joining("; ")));
    } else if (reading instanceof Reading.Event event) {
      Optional<Violation> objection = attendance.objection(event.conversation(), event.from());
      if (objection.isPresent()) {
        refuse(number, objection.get().toString());
      } else {
        send(number, event);
      }
    }
  }

  private void send(long number, Reading.Event event) {
    try {
      attendance.member(event.conversation(), event.from()).send(event.type(), event.body());
      sent++;
    } catch (ConversationBusException e) {
      refuse(number, e.getMessage());
    }
  }

  private void refuse(long number, @Nullable String reasons) {
    refused++;
    out.println(
        "line " + number + " refused: " + Printable.of(String.valueOf(reasons), REASON_WIDTH));
  }

  private void flush() throws IOException {
    if (out.checkError()) {
      throw new IOException("nobody takes the output");
    }
  }

  private String counts() {
    return "sent " + sent + ", heard " + listeners.heard() + ", refused " + refused;
  }

  /** Waits until everything is heard, and prints the counts. */
  @Override
  public void close() {
    bus.close();
    if (!isQuiet) {
      out.println(listeners.typed());
    }
    out.println(counts());
  }
}
