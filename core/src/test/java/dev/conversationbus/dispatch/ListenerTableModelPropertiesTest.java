package dev.conversationbus.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.conversationbus.event.Body;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.EventListener;
import dev.conversationbus.event.Sender;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;

/** The table against a plain list of listeners, with listeners that add and end others. */
class ListenerTableModelPropertiesTest {

  private static final int STEPS = 300;

  /** The table, the list that it must equal, and what was heard. */
  private static final class Model {

    final Random random;
    final int names;
    final LocalTable table = Tables.table();
    final List<Entry> entries = new ArrayList<>();
    final List<Entry> heard = new ArrayList<>();

    Model(long seed) {
      random = new Random(seed);
      names = 1 + random.nextInt(40);
    }

    void step() {
      switch (random.nextInt(8)) {
        case 0, 1 -> add();
        case 2 -> end();
        case 3 -> endMany();
        default -> dispatch();
      }
    }

    private String name() {
      return "name" + random.nextInt(names);
    }

    void add() {
      Entry entry = new Entry(this, random.nextInt(6), name(), random.nextInt(10));
      entry.registration = table.add(entry.target(), entry);
      entries.add(entry);
    }

    void end() {
      if (!entries.isEmpty()) {
        entries.get(random.nextInt(entries.size())).end();
      }
    }

    private void endMany() {
      if (random.nextInt(10) == 0) {
        List.copyOf(entries).forEach(Entry::end);
      }
    }

    void dispatch() {
      String name = name();
      List<Entry> expected = new ArrayList<>();
      entries.stream().filter(e -> e.isExact() && e.matches(name)).forEach(expected::add);
      entries.stream().filter(e -> !e.isExact() && e.matches(name)).forEach(expected::add);
      heard.clear();
      List<Entry> before = List.copyOf(entries);

      boolean answered = table.dispatch(Tables.event(name));

      // Who was ended by an earlier one is not called any more.
      expected.removeIf(entry -> !before.contains(entry) || entry.endedBeforeItsTurn(heard));
      assertThat(heard).isEqualTo(expected);
      assertThat(answered).isEqualTo(!expected.isEmpty());
    }

    void check() {
      assertThat(table.registrations())
          .containsExactlyInAnyOrderElementsOf(
              entries.stream().<Registration<?>>map(e -> e.registration).toList());
    }
  }

  /** A listener that may add another or end one, itself included. */
  private static final class Entry implements EventListener<Body> {

    private final Model model;
    private final int pattern;
    private final String text;
    private final int habit;
    @Nullable Registration<Body> registration;

    Entry(Model model, int pattern, String name, int habit) {
      this.model = model;
      this.pattern = pattern;
      this.text = pattern == 5 ? name.substring(0, name.length() - 1) : name;
      this.habit = habit;
    }

    Target<Body> target() {
      return switch (pattern) {
        case 4 -> Target.any("here");
        case 5 -> Target.prefix(text, "here");
        default -> Target.raw(text, "here");
      };
    }

    boolean isExact() {
      return pattern < 4;
    }

    boolean matches(String name) {
      return pattern == 4 || (pattern == 5 ? name.startsWith(text) : name.equals(text));
    }

    boolean endedBeforeItsTurn(List<Entry> heard) {
      return !heard.contains(this) && !model.entries.contains(this);
    }

    void end() {
      if (registration != null) {
        registration.close();
        model.entries.remove(this);
      }
    }

    @Override
    public void onEvent(Sender from, CustomEvent<Body> event) {
      model.heard.add(this);
      switch (habit) {
        case 0 -> end();
        case 1 -> model.end();
        case 2 -> model.add();
        default -> {}
      }
    }
  }

  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void theTableCallsWhomAPlainListWouldCall(@ForAll long seed) {
    Model model = new Model(seed);
    for (int i = 0; i < STEPS; i++) {
      model.step();
      model.check();
    }
  }
}
