package dev.conversationbus.naive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.conversationbus.spi.Transport;
import dev.conversationbus.testkit.TransportProperties;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PropertiesFindFaultsTest {

  private static final int SEEDS = 30;

  /** The properties of one transport, called without their engine. */
  private static final class Properties extends TransportProperties {
    private final Supplier<Transport> transports;

    Properties(Supplier<Transport> transports) {
      this.transports = transports;
    }

    @Override
    protected Transport create() {
      return transports.get();
    }

    @Override
    protected Duration patience() {
      return Duration.ofMillis(200);
    }

    private interface Property {
      void holds(long seed) throws Exception;
    }

    private static boolean fails(Property property, long seed) {
      try {
        property.holds(seed);
        return false;
      } catch (AssertionError e) {
        return true;
      } catch (Exception e) {
        throw new IllegalStateException("failed otherwise, seed " + seed, e);
      }
    }

    boolean modelFindsFault() {
      return LongStream.range(0, SEEDS).anyMatch(seed -> fails(this::compareWithModel, seed));
    }

    boolean stormFindsFault() {
      return LongStream.range(0, SEEDS).anyMatch(seed -> fails(this::runAtOnce, seed));
    }
  }

  private static Properties with(String what) {
    return new Properties(
        ContractFindsFaultsTest.faults()
            .filter(fault -> fault.what().equals(what))
            .findFirst()
            .orElseThrow()
            .transport());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "doubling an event",
        "losing an event",
        "disorder",
        "hiding the system's events",
        "hiding tombstones",
        "starting one too early",
        "starting one too late",
        "taking two ids",
        "taking an id for a rejection",
        "ignoring keys",
        "sending for everybody",
        "ignoring limits",
        "saying that there is no more",
        "listing tombstones unasked",
        "reading prefixes as names",
        "joining anew each time",
        "deleting anything",
        "recording a deletion again"
      })
  void theModelFinds(String what) {
    assertThat(with(what).modelFindsFault()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "doubling an event",
        "losing an event",
        "disorder",
        "answering with another time",
        "starting one too late"
      })
  void theStormFinds(String what) {
    assertThat(with(what).stormFindsFault()).isTrue();
  }

  @Test
  void aTransportWithoutFaultPasses() {
    Properties right = new Properties(NaiveTransport::create);
    assertThat(right.modelFindsFault()).isFalse();
    assertThat(right.stormFindsFault()).isFalse();
  }

  @Test
  void aFailureListsTheCalls() {
    assertThatCode(() -> with("taking two ids").compareWithModel(1))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("\nafter [");
  }
}
