package dev.conversationbus.examples;

import static java.util.Objects.requireNonNull;

import dev.conversationbus.Conversation;
import dev.conversationbus.ListenerFailure;
import dev.conversationbus.event.Body;
import dev.conversationbus.event.CustomEvent;
import dev.conversationbus.event.EventType;
import dev.conversationbus.event.Sender;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Listens to every conversation of the demo: to four types with a Java record each, and to all
 * types as JSON. Prints one line an event.
 *
 * <p>The bus delivers directly here: on the thread that sends, one event after the other, and for
 * each event first to the listener of its type, then to the one of all types.
 */
final class Listeners {

  private static final EventType<PollVote> POLL_VOTE = EventType.of("poll_vote", PollVote.class);
  private static final EventType<OrderStatus> ORDER_STATUS =
      EventType.of("order_status", OrderStatus.class);
  private static final EventType<TicketUpdate> TICKET_UPDATE =
      EventType.of("ticket_update", TicketUpdate.class);
  private static final EventType<FormSubmitted> FORM_SUBMITTED =
      EventType.of("form_submitted", FormSubmitted.class);

  private static final int NAME_WIDTH = 40;
  private static final int SUMMARY_WIDTH = 100;

  private final PrintStream out;
  private final boolean isQuiet;
  private @Nullable Object understood;
  private long heard;
  private long typed;
  private long misfits;
  private boolean isMisfit;

  Listeners(PrintStream out, boolean isQuiet) {
    this.out = out;
    this.isQuiet = isQuiet;
  }

  record PollVote(String poll, String choice) {
    PollVote {
      requireNonNull(poll, "poll");
      requireNonNull(choice, "choice");
    }

    @Override
    public String toString() {
      return "votes " + choice + " in " + poll;
    }
  }

  record OrderStatus(String order, String status, @Nullable BigDecimal total) {
    OrderStatus {
      requireNonNull(order, "order");
      requireNonNull(status, "status");
    }

    @Override
    public String toString() {
      return "order " + order + " is " + status + (total == null ? "" : ", total " + total);
    }
  }

  record TicketUpdate(String ticket, String state, @Nullable String assignee) {
    TicketUpdate {
      requireNonNull(ticket, "ticket");
      requireNonNull(state, "state");
    }

    @Override
    public String toString() {
      return "ticket " + ticket + " is " + state + (assignee == null ? "" : ", with " + assignee);
    }
  }

  record FormSubmitted(String form, Map<String, Object> answers) {
    FormSubmitted {
      requireNonNull(form, "form");
      requireNonNull(answers, "answers");
    }

    @Override
    public String toString() {
      return "form " + form + " with " + answers.size() + " answers";
    }
  }

  /** Listens to a conversation. */
  void listenTo(Conversation conversation) {
    conversation.on(POLL_VOTE, this::onTyped);
    conversation.on(ORDER_STATUS, this::onTyped);
    conversation.on(TICKET_UPDATE, this::onTyped);
    conversation.on(FORM_SUBMITTED, this::onTyped);
    String name = Printable.of(conversation.name().orElse("?"), NAME_WIDTH);
    conversation.onAny((from, event) -> onAny(name, from, event));
  }

  private <T> void onTyped(Sender from, CustomEvent<T> event) {
    understood = event.body();
    typed++;
  }

  private void onAny(String conversation, Sender from, CustomEvent<Body> event) {
    heard++;
    if (!isQuiet) {
      String summary = understood == null ? event.body().toJson() : understood.toString();
      String note = isMisfit ? " (does not fit its record)" : "";
      out.printf(
          "%s #%d %s from %s: %s%s%n",
          conversation,
          event.id(),
          event.type().name(),
          Printable.of(from.name(), NAME_WIDTH),
          Printable.of(summary, SUMMARY_WIDTH),
          note);
    }
    understood = null;
    isMisfit = false;
  }

  /** Learns that a body did not fit its record; the listener of all types hears it all the same. */
  void onFailure(ListenerFailure failure) {
    isMisfit = true;
    misfits++;
  }

  /** {@return how many events were heard, each counted once} */
  long heard() {
    return heard;
  }

  /** {@return how many were read as records, and how many did not fit theirs, for people} */
  String typed() {
    return typed + " heard as records, " + misfits + " did not fit theirs";
  }
}
