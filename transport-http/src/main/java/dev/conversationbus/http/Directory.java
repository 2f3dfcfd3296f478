package dev.conversationbus.http;

import dev.conversationbus.error.ConflictException;
import dev.conversationbus.error.NotFoundException;
import dev.conversationbus.event.ConversationId;
import dev.conversationbus.event.Member;
import dev.conversationbus.event.MemberId;
import dev.conversationbus.event.MemberState;
import dev.conversationbus.event.User;
import dev.conversationbus.event.UserId;
import dev.conversationbus.http.exchange.Request;
import dev.conversationbus.spi.ConversationInfo;
import dev.conversationbus.wire.ApiVersion;
import dev.conversationbus.wire.ConversationJson;
import dev.conversationbus.wire.Fields;
import dev.conversationbus.wire.JsonValue;
import dev.conversationbus.wire.MalformedJsonException;
import dev.conversationbus.wire.MemberJson;
import dev.conversationbus.wire.PageJson;
import dev.conversationbus.wire.Params;
import dev.conversationbus.wire.Paths;
import dev.conversationbus.wire.RequestJson;
import dev.conversationbus.wire.UserJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Conversations, users and members. */
final class Directory {

  private static final ApiVersion V1 = ApiVersion.V1;

  private final Ask ask;
  private final Learned learned;

  Directory(Ask ask, Learned learned) {
    this.ask = ask;
    this.learned = learned;
  }

  CompletableFuture<ConversationInfo> create(@Nullable String name, @Nullable String displayName) {
    return ask.once(
        Ask.post(Paths.conversations(V1), RequestJson.conversation(name, displayName)),
        name == null ? "a new one" : name,
        ConversationJson::read);
  }

  CompletableFuture<Optional<ConversationInfo>> conversation(ConversationId id) {
    return orEmpty(
        ask.again(Ask.get(Paths.conversation(V1, id)), id.value(), ConversationJson::read), true);
  }

  CompletableFuture<Optional<ConversationInfo>> conversation(String name) {
    String target = new Target(Paths.conversations(V1)).with(Params.NAME, name).toString();
    return orEmpty(
            ask.again(
                Ask.get(target),
                name,
                json -> items(json, Fields.CONVERSATIONS, ConversationJson::read)),
            true)
        .thenApply(
            found ->
                found.orElse(List.of()).stream()
                    .filter(each -> name.equals(each.name()))
                    .findFirst());
  }

  CompletableFuture<List<ConversationInfo>> conversations(
      @Nullable ConversationId after, int limit) {
    return list(
        Paths.conversations(V1),
        "all conversations",
        Fields.CONVERSATIONS,
        ConversationJson::read,
        each -> each.id().value(),
        after == null ? null : after.value(),
        limit);
  }

  CompletableFuture<List<ConversationInfo>> conversationsOf(
      UserId user, @Nullable ConversationId after, int limit) {
    return list(
            Paths.conversationsOf(V1, user),
            user.value(),
            Fields.CONVERSATIONS,
            ConversationJson::read,
            each -> each.id().value(),
            after == null ? null : after.value(),
            limit)
        .exceptionallyCompose(
            failure ->
                Histories.unwrap(failure) instanceof NotFoundException missing
                        && missing.what() == NotFoundException.What.MEMBER
                    ? CompletableFuture.completedFuture(List.of())
                    : CompletableFuture.failedFuture(failure));
  }

  CompletableFuture<User> user(String name) {
    return find(name)
        .thenCompose(
            found ->
                found.isPresent()
                    ? CompletableFuture.completedFuture(found.get())
                    : makeUser(name));
  }

  CompletableFuture<Optional<User>> find(String name) {
    String target = new Target(Paths.users(V1)).with(Params.NAME, name).toString();
    return ask.again(Ask.get(target), name, json -> items(json, Fields.USERS, UserJson::read))
        .thenApply(found -> found.stream().filter(each -> each.name().equals(name)).findFirst());
  }

  /** A repeat does no harm: if the name is taken, by ourselves or by others, that is the user. */
  private CompletableFuture<User> makeUser(String name) {
    return ask.again(Ask.post(Paths.users(V1), RequestJson.user(name)), name, UserJson::read)
        .exceptionallyCompose(
            failure ->
                Histories.unwrap(failure) instanceof ConflictException conflict
                    ? find(name).thenApply(found -> found.orElseThrow(() -> conflict))
                    : CompletableFuture.failedFuture(failure));
  }

  CompletableFuture<Optional<User>> user(UserId id) {
    return orEmpty(ask.again(Ask.get(Paths.user(V1, id)), id.value(), UserJson::read), true);
  }

  CompletableFuture<Member> join(ConversationId conversation, UserId user) {
    return ask.again(
            Ask.post(Paths.members(V1, conversation), RequestJson.member(user, MemberState.JOINED)),
            conversation.value(),
            json -> MemberJson.read(json, conversation))
        .exceptionallyCompose(
            failure ->
                Histories.unwrap(failure) instanceof ConflictException conflict
                    ? member(conversation, user)
                        .thenApply(found -> found.orElseThrow(() -> conflict))
                    : CompletableFuture.failedFuture(failure));
  }

  CompletableFuture<Member> invite(ConversationId conversation, UserId user) {
    return ask.once(
        Ask.post(Paths.members(V1, conversation), RequestJson.member(user, MemberState.INVITED)),
        conversation.value(),
        json -> MemberJson.read(json, conversation));
  }

  CompletableFuture<Member> leave(ConversationId conversation, MemberId member) {
    return ask.again(
        Request.of("PATCH", Paths.member(V1, conversation, member))
            .withContent(RequestJson.state(MemberState.LEFT)),
        conversation.value(),
        json -> MemberJson.read(json, conversation));
  }

  CompletableFuture<Optional<Member>> member(ConversationId conversation, MemberId member) {
    return orEmpty(
        ask.again(
            Ask.get(Paths.member(V1, conversation, member)),
            conversation.value(),
            json -> MemberJson.read(json, conversation)),
        false);
  }

  CompletableFuture<Optional<Member>> self(ConversationId conversation) {
    return orEmpty(
        ask.again(
            Ask.get(Paths.self(V1, conversation)),
            conversation.value(),
            json -> MemberJson.read(json, conversation)),
        false);
  }

  CompletableFuture<Optional<Member>> member(ConversationId conversation, UserId user) {
    Target target = new Target(Paths.members(V1, conversation));
    CompletableFuture<List<Member>> listed =
        learned.isHosted()
            ? members(conversation, null, Integer.MAX_VALUE)
            : ask.again(
                Ask.get(
                    target
                        .with(Params.PAGE_SIZE, Params.MAX_PAGE_SIZE)
                        .with(Params.USER_ID, user.value())
                        .toString()),
                conversation.value(),
                json -> items(json, Fields.MEMBERS, each -> MemberJson.read(each, conversation)));
    return listed.thenApply(
        found ->
            found.stream()
                .filter(each -> each.user().id().equals(user) && each.state() != MemberState.LEFT)
                .findFirst());
  }

  CompletableFuture<List<Member>> members(
      ConversationId conversation, @Nullable MemberId after, int limit) {
    return list(
        Paths.members(V1, conversation),
        conversation.value(),
        Fields.MEMBERS,
        json -> MemberJson.read(json, conversation),
        each -> each.id().value(),
        after == null ? null : after.value(),
        limit);
  }

  private static <T> List<T> items(JsonValue json, String collection, Ask.Reader<T> reader)
      throws MalformedJsonException {
    List<T> all = new ArrayList<>();
    for (JsonValue item : PageJson.items(json, collection)) {
      all.add(reader.read(item));
    }
    return all;
  }

  private record Part<T>(List<T> items, @Nullable String cursor) {}

  /** Reads a list, as many pages as it takes; what an endpoint of ours skips is skipped there. */
  private <T> CompletableFuture<List<T>> list(
      String path,
      String where,
      String collection,
      Ask.Reader<T> reader,
      Function<T, String> id,
      @Nullable String after,
      int limit) {
    return more(
        path,
        where,
        collection,
        reader,
        id,
        learned.isHosted() ? null : after,
        null,
        limit,
        new ArrayList<>(),
        learned.isHosted() ? after : null);
  }

  private <T> CompletableFuture<List<T>> more(
      String path,
      String where,
      String collection,
      Ask.Reader<T> reader,
      Function<T, String> id,
      @Nullable String after,
      @Nullable String cursor,
      int limit,
      List<T> found,
      @Nullable String skipThrough) {
    String target =
        new Target(path)
            .with(Params.PAGE_SIZE, Math.min(limit, Params.MAX_PAGE_SIZE))
            .with(Params.AFTER, cursor == null ? after : null)
            .with(Params.CURSOR, cursor)
            .toString();
    return ask.again(
            Ask.get(target),
            where,
            json ->
                new Part<>(items(json, collection, reader), Target.cursorOf(PageJson.next(json))))
        .thenCompose(
            part -> {
              String skipping = skipThrough;
              for (T item : part.items) {
                if (skipping != null) {
                  skipping = id.apply(item).equals(skipping) ? null : skipping;
                } else if (found.size() < limit) {
                  found.add(item);
                }
              }
              return part.cursor == null || found.size() >= limit
                  ? CompletableFuture.completedFuture(List.copyOf(found))
                  : more(
                      path,
                      where,
                      collection,
                      reader,
                      id,
                      after,
                      part.cursor,
                      limit,
                      found,
                      skipping);
            });
  }

  /**
   * Turns what does not exist into nothing; a missing conversation only where that was asked for.
   */
  private static <T> CompletableFuture<Optional<T>> orEmpty(
      CompletableFuture<T> found, boolean whateverIsMissing) {
    return found
        .thenApply(Optional::of)
        .exceptionallyCompose(
            failure ->
                Histories.unwrap(failure) instanceof NotFoundException missing
                        && (whateverIsMissing || missing.what() == NotFoundException.What.MEMBER)
                    ? CompletableFuture.completedFuture(Optional.empty())
                    : CompletableFuture.failedFuture(failure));
  }
}
