package dev.conversationbus.naive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedMethod;

import dev.conversationbus.testkit.TransportContract;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

class ContractFindsFaultsTest {

  static Stream<Fault> faults() {
    return Stream.of(BrokenFeeds.all(), BrokenRecords.all(), BrokenAnswers.all(), BrokenRules.all())
        .flatMap(faults -> faults);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void theContractFinds(Fault fault) {
    BrokenTransportContract.BROKEN.set(fault.transport());
    try {
      Events events = run(fault);
      assertThat(events.finished().count()).as("tests that ran").isEqualTo(1);
      assertThat(events.failed().count()).as("tests that failed").isEqualTo(1);
    } finally {
      BrokenTransportContract.BROKEN.remove();
    }
  }

  private static Events run(Fault fault) {
    int hash = fault.test().indexOf('#');
    return EngineTestKit.engine("junit-jupiter")
        .selectors(
            selectNestedMethod(
                List.of(BrokenTransportContract.class.getName()),
                TransportContract.class.getName() + "$" + fault.test().substring(0, hash),
                fault.test().substring(hash + 1)))
        .execute()
        .testEvents();
  }
}
