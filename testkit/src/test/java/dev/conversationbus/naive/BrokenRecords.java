package dev.conversationbus.naive;

import dev.conversationbus.error.DeliveryRejectedException;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.IdempotencyKey;
import dev.conversationbus.event.MemberId;
import dev.conversationbus.spi.Outcome;
import dev.conversationbus.spi.Publication;
import dev.conversationbus.spi.RecordedEvent;
import dev.conversationbus.spi.Transport;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Transports that record something else than was sent: promises 1, 2, 3, 8 and 9. */
final class BrokenRecords {

  private BrokenRecords() {}

  static Stream<Fault> all() {
    return Stream.of(
        new Fault(
            "losing digits",
            "NamesAndBodies#numbersKeepTheirDigits",
            json(json -> json.replace("123456789012345678901234567890", "1.2345678901234568e29"))),
        new Fault(
            "sorting keys",
            "NamesAndBodies#keysKeepTheirOrder",
            body(body -> Body.of(new TreeMap<>(body.asMap())))),
        new Fault(
            "composing characters",
            "NamesAndBodies#unicodeArrivesByteForByte",
            json(json -> Normalizer.normalize(json, Normalizer.Form.NFC))),
        new Fault(
            "dropping null",
            "NamesAndBodies#everyKindOfValueArrives",
            json(json -> json.replace("\"n\":null,", ""))),
        new Fault(
            "refusing large bodies", "NamesAndBodies#theLargestBodyArrives", BrokenRecords::narrow),
        new Fault(
            "counting characters instead of bytes the wrong way round",
            "NamesAndBodies#theLargestBodyOfWideCharactersArrives",
            BrokenRecords::narrow),
        new Fault(
            "lower-case names",
            "NamesAndBodies#namesDifferInCase",
            sending(p -> named(p, p.name().toLowerCase(Locale.ROOT)))),
        new Fault(
            "cutting names",
            "NamesAndBodies#theLongestNameArrives",
            sending(p -> named(p, p.name().substring(0, Math.min(64, p.name().length()))))),
        new Fault("taking two ids", "Ids#idsHaveNoHoles", () -> new TakingIds(true)),
        new Fault(
            "taking an id for a rejection",
            "Ids#aRejectedPublicationTakesNoId",
            () -> new TakingIds(false)),
        new Fault("counting from 0", "Ids#theFirstIdIsOne", BrokenRecords::fromZero),
        new Fault(
            "answering with another time",
            "Outcomes#anAcceptedEventIsTheOneInTheHistory",
            BrokenRecords::anotherTime),
        new Fault(
            "ignoring keys",
            "Repeats#aRepeatIsTheSameEvent",
            sending(p -> keyed(p, IdempotencyKey.mint()))),
        new Fault(
            "ignoring keys of many at once",
            "Repeats#concurrentRepeatsAreOneEvent",
            sending(p -> keyed(p, IdempotencyKey.mint()))),
        new Fault(
            "believing the body",
            "Senders#aForgedBodyChangesNothing",
            sending(BrokenRecords::believing)),
        new Fault(
            "sending for everybody", "Senders#whoHasLeftMayNotSend", sending(p -> from(p, null))),
        new Fault(
            "sending for the invited", "Senders#theInvitedMayNotSend", sending(p -> from(p, null))),
        new Fault(
            "sending for strangers",
            "Senders#aMemberOfAnotherConversationMayNotSend",
            sending(p -> from(p, null))));
  }

  private static Supplier<Transport> sending(UnaryOperator<Publication> change) {
    return () ->
        new ForwardingTransport() {
          @Override
          public CompletableFuture<Outcome> publish(Publication publication) {
            return super.publish(change.apply(publication));
          }
        };
  }

  private static Supplier<Transport> body(UnaryOperator<Body> change) {
    return sending(
        p ->
            new Publication(
                p.conversation(),
                p.from(),
                p.name(),
                change.apply(p.body()),
                p.key(),
                p.deadline()));
  }

  private static Supplier<Transport> json(UnaryOperator<String> change) {
    return body(body -> Body.parse(change.apply(body.toJson())));
  }

  private static Publication named(Publication p, String name) {
    return new Publication(p.conversation(), p.from(), name, p.body(), p.key(), p.deadline());
  }

  private static Publication keyed(Publication p, IdempotencyKey key) {
    return new Publication(p.conversation(), p.from(), p.name(), p.body(), key, p.deadline());
  }

  private static Publication from(Publication p, @Nullable MemberId from) {
    return new Publication(p.conversation(), from, p.name(), p.body(), p.key(), Duration.ZERO);
  }

  private static Publication believing(Publication p) {
    Map<String, Object> fields = p.body().asMap();
    return fields.get("from") instanceof String forged ? from(p, MemberId.of(forged)) : p;
  }

  private static Transport narrow() {
    return new ForwardingTransport() {
      @Override
      public CompletableFuture<Outcome> publish(Publication publication) {
        return publication.body().size() < 4096
            ? super.publish(publication)
            : CompletableFuture.completedFuture(
                new Outcome.Rejected(new DeliveryRejectedException("too-large", "4096 bytes")));
      }
    };
  }

  private static Transport answering(Function<RecordedEvent, RecordedEvent> change) {
    return new ForwardingTransport() {
      @Override
      public CompletableFuture<Outcome> publish(Publication publication) {
        return super.publish(publication)
            .thenApply(
                outcome ->
                    outcome instanceof Outcome.Accepted accepted
                        ? new Outcome.Accepted(change.apply(accepted.event()))
                        : outcome);
      }
    };
  }

  private static Transport fromZero() {
    return answering(
        e ->
            new RecordedEvent(
                e.conversation(),
                e.id() - 1,
                e.kind(),
                e.name(),
                e.from(),
                e.body(),
                e.timestamp(),
                null));
  }

  private static Transport anotherTime() {
    return answering(
        e ->
            new RecordedEvent(
                e.conversation(),
                e.id(),
                e.kind(),
                e.name(),
                e.from(),
                e.body(),
                e.timestamp().minusNanos(1),
                null));
  }

  /** Records one event more with each accepted, or with each rejected, publication. */
  private static final class TakingIds extends ForwardingTransport {
    private final boolean whenAccepted;

    TakingIds(boolean whenAccepted) {
      this.whenAccepted = whenAccepted;
    }

    @Override
    public CompletableFuture<Outcome> publish(Publication publication) {
      return super.publish(publication)
          .thenCompose(
              outcome -> {
                boolean accepted = outcome instanceof Outcome.Accepted;
                Publication extra = keyed(from(publication, null), IdempotencyKey.mint());
                return accepted == whenAccepted
                    ? super.publish(extra).thenApply(unused -> outcome)
                    : CompletableFuture.completedFuture(outcome);
              });
    }
  }
}
