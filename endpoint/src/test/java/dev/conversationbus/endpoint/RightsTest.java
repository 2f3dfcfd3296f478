package dev.conversationbus.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.conversationbus.event.MemberId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RightsTest {

  private final Served served = Served.usual();

  @AfterEach
  void close() {
    served.close();
  }

  private Reply sendAs(String token, MemberId from) {
    return served.call(
        token,
        "POST",
        served.path("v1", "/events"),
        "{\"type\":\"custom:t\",\"from\":\"" + from + "\",\"body\":{}}");
  }

  @Test
  void aUserSendsAsHimselfOnly() {
    assertThat(sendAs(served.asAlice, served.alice.id()).status()).isEqualTo(201);
    Reply other = sendAs(served.asAlice, served.bob.id());
    assertThat(other.status()).isEqualTo(403);
    assertThat(other.code()).isEqualTo("system:error:permission");
    Reply nobody = sendAs(served.asAlice, MemberId.of("MEM-00000000-0000-4000-8000-000000000000"));
    assertThat(nobody.status()).isEqualTo(404);
    assertThat(nobody.code()).isEqualTo("conversation:error:member-not-found");
  }

  @Test
  void theApplicationSendsAsAnyMember() {
    assertThat(sendAs(served.application, served.bob.id()).text("from"))
        .isEqualTo(served.bob.id().value());
    Reply nobody =
        sendAs(served.application, MemberId.of("MEM-00000000-0000-4000-8000-000000000000"));
    assertThat(nobody.status()).isEqualTo(404);
    assertThat(nobody.code()).isEqualTo("conversation:error:member-not-found");
  }

  @Test
  void whoHasLeftOrIsOnlyInvitedCannotSend() {
    MemberId invited =
        served
            .transport
            .user("mallory")
            .thenCompose(user -> served.transport.invite(served.room, user.id()))
            .join()
            .id();
    Reply early = sendAs(served.asMallory, invited);
    assertThat(early.status()).isEqualTo(400);
    assertThat(early.code()).isEqualTo("conversation:error:invalid-member-state");
    served.transport.leave(served.room, served.bob.id()).join();
    Reply late = sendAs(served.application, served.bob.id());
    assertThat(late.status()).isEqualTo(400);
    assertThat(late.code()).isEqualTo("conversation:error:invalid-member-state");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /events",
    "GET, /events/1",
    "DELETE, /events/1",
    "GET, /members",
    "GET, /idempotency-keys/k"
  })
  void toAStrangerAConversationDoesNotExist(String method, String rest) {
    Reply stranger = served.call(served.asMallory, method, served.path("v1", rest));
    Reply nowhere =
        served.call(
            served.asMallory,
            method,
            "/v1/conversations/CON-00000000-0000-4000-8000-000000000000" + rest);
    assertThat(stranger.status()).isEqualTo(404);
    assertThat(stranger.code()).isEqualTo("conversation:error:not-found");
    assertThat(nowhere.status()).isEqualTo(404);
    assertThat(nowhere.code()).isEqualTo(stranger.code());
  }

  @Test
  void aStrangerIsNotToldWhatElseIsWrongWithHisEvent() {
    Reply reply =
        served.call(
            served.asMallory,
            "POST",
            served.path("v1", "/events"),
            "{\"type\":\"bad\",\"from\":\"" + served.alice.id() + "\",\"body\":[]}");
    assertThat(reply.status()).isEqualTo(404);
  }

  @Test
  void ownMembershipIsFoundAndAStrangerHasNone() {
    Reply mine = served.call(served.asAlice, "GET", served.path("v0.3", "/members/me"));
    assertThat(mine.text("id")).isEqualTo(served.alice.id().value());
    assertThat(mine.text("_embedded", "user", "name")).isEqualTo("alice");
    Reply none = served.call(served.asMallory, "GET", served.path("v0.3", "/members/me"));
    assertThat(none.status()).isEqualTo(404);
    assertThat(none.code()).isEqualTo("conversation:error:member-not-found");
  }

  @Test
  void aUserChangesNobodyButHimself() {
    String left = "{\"state\":\"left\"}";
    assertThat(
            served
                .call(
                    served.asAlice, "PATCH", served.path("v1", "/members/" + served.bob.id()), left)
                .status())
        .isEqualTo(403);
    Reply own =
        served.call(served.asBob, "PATCH", served.path("v1", "/members/" + served.bob.id()), left);
    assertThat(own.status()).isEqualTo(200);
    assertThat(own.text("state")).isEqualTo("LEFT");
  }

  @Test
  void joiningTwiceIsTold() {
    Reply reply =
        served.call(
            served.asAlice,
            "POST",
            served.path("v1", "/members"),
            "{\"user\":{\"name\":\"alice\"},\"state\":\"joined\"}");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo("conversation:error:member-already-joined");
  }

  @Test
  void joiningCanBeByInvitationOnly() {
    try (Served closed = Served.with(ConversationEndpoint.Builder::joiningByInvitationOnly)) {
      Reply reply =
          closed.call(
              closed.asMallory,
              "POST",
              closed.path("v1", "/members"),
              "{\"user\":{\"name\":\"mallory\"},\"state\":\"joined\"}");
      assertThat(reply.status()).isIn(403, 404);
      assertThat(
              closed.transport.members(closed.room, null, 100).join().stream()
                  .noneMatch(member -> member.name().equals("mallory")))
          .isTrue();
    }
  }

  @Test
  void aUserCannotMakeUsersOrSeeOthersConversations() {
    assertThat(served.call(served.asAlice, "POST", "/v1/users", "{\"name\":\"x\"}").status())
        .isEqualTo(403);
    String bobs = "/v1/users/" + served.bob.user().id() + "/conversations";
    assertThat(served.call(served.asAlice, "GET", bobs).status()).isEqualTo(403);
    assertThat(
            served.call(served.asBob, "GET", bobs).text("_embedded", "conversations", "0", "name"))
        .isEqualTo("room");
    String old = "/beta2/users/" + served.bob.user().id() + "/conversations";
    assertThat(
            served
                .call(served.asBob, "GET", old)
                .text("_embedded", "data", "conversations", "0", "name"))
        .isEqualTo("room");
  }
}
