package dev.conversationbus.naive;

import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.IdempotencyKey;
import dev.conversationbus.event.Member;
import dev.conversationbus.event.MemberId;
import dev.conversationbus.event.User;
import dev.conversationbus.event.UserId;
import dev.conversationbus.spi.Capabilities;
import dev.conversationbus.spi.ConversationInfo;
import dev.conversationbus.spi.Feed;
import dev.conversationbus.spi.FeedObserver;
import dev.conversationbus.spi.HistoryPage;
import dev.conversationbus.spi.HistoryQuery;
import dev.conversationbus.spi.Outcome;
import dev.conversationbus.spi.Publication;
import dev.conversationbus.spi.RecordedEvent;
import dev.conversationbus.spi.Transport;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A naive transport; what a subclass overrides, it gets wrong. */
class ForwardingTransport implements Transport {

  final Transport right = NaiveTransport.create();

  @Override
  public String name() {
    return right.name();
  }

  @Override
  public Capabilities capabilities() {
    return right.capabilities();
  }

  @Override
  public CompletableFuture<ConversationInfo> createConversation(
      @Nullable String name, @Nullable String displayName) {
    return right.createConversation(name, displayName);
  }

  @Override
  public CompletableFuture<Optional<ConversationInfo>> findConversation(ConversationId id) {
    return right.findConversation(id);
  }

  @Override
  public CompletableFuture<Optional<ConversationInfo>> findConversation(String name) {
    return right.findConversation(name);
  }

  @Override
  public CompletableFuture<List<ConversationInfo>> conversationsOf(
      UserId user, @Nullable ConversationId after, int limit) {
    return right.conversationsOf(user, after, limit);
  }

  @Override
  public CompletableFuture<User> user(String name) {
    return right.user(name);
  }

  @Override
  public CompletableFuture<Optional<User>> findUser(UserId id) {
    return right.findUser(id);
  }

  @Override
  public CompletableFuture<Optional<User>> findUser(String name) {
    return right.findUser(name);
  }

  @Override
  public CompletableFuture<List<ConversationInfo>> conversations(
      @Nullable ConversationId after, int limit) {
    return right.conversations(after, limit);
  }

  @Override
  public CompletableFuture<Member> join(ConversationId conversation, UserId user) {
    return right.join(conversation, user);
  }

  @Override
  public CompletableFuture<Member> invite(ConversationId conversation, UserId user) {
    return right.invite(conversation, user);
  }

  @Override
  public CompletableFuture<Member> leave(ConversationId conversation, MemberId member) {
    return right.leave(conversation, member);
  }

  @Override
  public CompletableFuture<Optional<Member>> findMember(
      ConversationId conversation, MemberId member) {
    return right.findMember(conversation, member);
  }

  @Override
  public CompletableFuture<Optional<Member>> findMember(ConversationId conversation, UserId user) {
    return right.findMember(conversation, user);
  }

  @Override
  public CompletableFuture<List<Member>> members(
      ConversationId conversation, @Nullable MemberId after, int limit) {
    return right.members(conversation, after, limit);
  }

  @Override
  public CompletableFuture<Outcome> publish(Publication publication) {
    return right.publish(publication);
  }

  @Override
  public CompletableFuture<Outcome> lookUp(ConversationId conversation, IdempotencyKey key) {
    return right.lookUp(conversation, key);
  }

  @Override
  public CompletableFuture<HistoryPage> history(HistoryQuery query) {
    return right.history(query);
  }

  @Override
  public CompletableFuture<RecordedEvent> delete(
      ConversationId conversation, long eventId, @Nullable MemberId by) {
    return right.delete(conversation, eventId, by);
  }

  @Override
  public CompletableFuture<Feed> open(
      ConversationId conversation, long afterId, FeedObserver observer) {
    return right.open(conversation, afterId, observer);
  }

  @Override
  public void close() {
    right.close();
  }
}
