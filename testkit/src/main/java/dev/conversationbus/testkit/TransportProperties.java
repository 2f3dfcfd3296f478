package dev.conversationbus.testkit;

import dev.conversationbus.event.Body;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.spi.RecordedEvent;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/**
 * The promises of a transport under random schedules, as jqwik properties: a subclass supplies the
 * transport with {@link #create}.
 *
 * <p>A schedule follows from its seed, which a failure prints. To repeat one, call the property
 * with that seed from a plain test.
 *
 * <p>Needs jqwik 1.9.
 *
 * @since 0.1.0
 */
public abstract class TransportProperties extends TransportSetup {

  private static final int STEPS = 60;

  /** For subclasses. */
  protected TransportProperties() {}

  private interface Use {
    void of(Stage stage) throws Exception;
  }

  private void onStage(Use use) throws Exception {
    Stage stage = new Stage(this);
    try {
      use.of(stage);
    } finally {
      stage.close();
    }
  }

  /**
   * Makes random calls one after the other, and compares each answer with a model.
   *
   * @throws Exception if the transport cannot be made or ended
   * @throws AssertionError if an answer differs; it lists the calls
   */
  public final void compareWithModel(long seed) throws Exception {
    onStage(stage -> new Schedule(stage, seed).run(STEPS));
  }

  /**
   * Makes random calls in several threads, and checks ids, feeds and history afterwards. The seed
   * fixes what each thread calls, not how the threads meet.
   *
   * @throws Exception if the transport cannot be made or ended
   * @throws AssertionError if they do not agree
   */
  public final void runAtOnce(long seed) throws Exception {
    onStage(stage -> new Storm(stage, seed).run(STEPS / 2));
  }

  @Property(tries = 50, shrinking = ShrinkingMode.OFF)
  void everyScheduleAgreesWithTheModel(@ForAll long seed) throws Exception {
    compareWithModel(seed);
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF)
  void everyStormLeavesDenseIdsAndCompleteFeeds(@ForAll long seed) throws Exception {
    runAtOnce(seed);
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void everyBodyArrivesByteForByte(@ForAll("bodies") Body body) throws Exception {
    onStage(
        stage -> {
          ConversationId lunch = stage.conversation();
          HeardFeed feed = stage.hear(lunch);
          RecordedEvent sent = stage.accepted(Stage.publication(lunch, null, "ping", body));
          List<RecordedEvent> found =
              List.of(sent, feed.exactly(1, 1).get(0), stage.everything(lunch).get(0));
          for (RecordedEvent event : found) {
            if (!body.equals(event.body())) {
              throw new AssertionError(
                  "sent " + body.toJson() + ", found " + event.body().toJson());
            }
          }
        });
  }

  @Provide
  Arbitrary<Body> bodies() {
    return Bodies.any();
  }
}
