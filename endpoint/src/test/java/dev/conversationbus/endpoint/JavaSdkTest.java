package dev.conversationbus.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vonage.client.HttpConfig;
import com.vonage.client.VonageClient;
import com.vonage.client.common.ChannelType;
import com.vonage.client.common.SortOrder;
import com.vonage.client.conversations.BaseMember;
import com.vonage.client.conversations.Conversation;
import com.vonage.client.conversations.ConversationsClient;
import com.vonage.client.conversations.ConversationsResponseException;
import com.vonage.client.conversations.CustomEvent;
import com.vonage.client.conversations.Event;
import com.vonage.client.conversations.EventType;
import com.vonage.client.conversations.GenericEvent;
import com.vonage.client.conversations.ListEventsRequest;
import com.vonage.client.conversations.ListEventsResponse;
import com.vonage.client.conversations.Member;
import com.vonage.client.conversations.MemberState;
import com.vonage.client.conversations.UpdateMemberRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The official server SDK, with nothing changed but its base address. The number in a name is a row
 * of the table in {@link EventRowsTest}: rows 45, 46 and 48 are about this SDK alone.
 */
class JavaSdkTest {

  private final Served served = Served.usual();
  private final ConversationsClient sdk = client(served, Tokens.OURS);
  private final String room = served.room.value();

  private static ConversationsClient client(Served served, Tokens application) {
    String pem =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(application.keys().getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n";
    return VonageClient.builder()
        .applicationId(application.applicationId())
        .privateKeyContents(pem)
        .httpConfig(HttpConfig.builder().baseUri(served.endpoint.uri()).build())
        .build()
        .getConversationsClient();
  }

  @AfterEach
  void close() {
    served.close();
  }

  private CustomEvent custom(String name, Map<String, ?> body) {
    return CustomEvent.builder(name).from(served.alice.id().value()).body(body).build();
  }

  @Test
  void row46AnEventIsCreatedIntoTheObjectThatWasGiven() {
    CustomEvent given = custom("order-shipped", Map.of("order", 7));
    CustomEvent made = sdk.createEvent(room, given);
    assertThat(made).isSameAs(given);
    assertThat(made.getId()).isEqualTo(3);
    assertThat(made.getTimestamp()).isNotNull();
    assertThat(made.getFrom()).isEqualTo(served.alice.id().value());
    assertThat(made.getFromUser().getName()).isEqualTo("alice");
  }

  @Test
  void row45AnEventIsReadBackAsAGenericOne() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("camelCase", "\u00fc\u20ac");
    body.put("list", List.of(1, 2));
    sdk.createEvent(room, custom("order-shipped", body));
    Event read = sdk.getEvent(room, 3);
    assertThat(read.getType()).isEqualTo(EventType.CUSTOM);
    assertThat(read.getTypeName()).isEqualTo("custom:order-shipped");
    assertThat(read).isInstanceOf(GenericEvent.class);
    assertThat(((GenericEvent) read).getBody()).isEqualTo(body);
  }

  @Test
  void eventsAreListedAndPaged() {
    for (int i = 1; i <= 25; i++) {
      sdk.createEvent(room, custom("tick", Map.of("n", i)));
    }
    assertThat(sdk.listEvents(room)).hasSize(27);
    List<Integer> seen = new ArrayList<>();
    ListEventsResponse page =
        sdk.listEvents(
            room,
            ListEventsRequest.builder()
                .eventType(EventType.CUSTOM)
                .order(SortOrder.DESCENDING)
                .pageSize(10)
                .build());
    page.getEvents().forEach(event -> seen.add(event.getId()));
    while (page.getLinks().getNextUrl() != null) {
      page =
          sdk.listEvents(
              room,
              ListEventsRequest.builder()
                  .eventType(EventType.CUSTOM)
                  .order(SortOrder.DESCENDING)
                  .pageSize(10)
                  .cursor(cursor(page.getLinks().getNextUrl()))
                  .build());
      page.getEvents().forEach(event -> seen.add(event.getId()));
    }
    assertThat(seen).isEqualTo(IntStream.rangeClosed(0, 24).mapToObj(i -> 27 - i).toList());
    assertThat(
            sdk.listEvents(room, ListEventsRequest.builder().startId(5).endId(7).build())
                .getEvents())
        .extracting(Event::getId)
        .containsExactly(5, 6, 7);
  }

  private static String cursor(URI next) {
    return next.getQuery().replaceFirst(".*cursor=([^&]*).*", "$1");
  }

  @Test
  void row20ADeletedEventIsATombstoneOrLeftOut() {
    sdk.createEvent(room, custom("tick", Map.of("secret", 1)));
    sdk.deleteEvent(room, 3);
    assertThat(((GenericEvent) sdk.getEvent(room, 3)).getBody()).containsOnlyKeys("timestamp");
    ListEventsRequest without =
        ListEventsRequest.builder().startId(3).endId(3).excludeDeletedEvents(true).build();
    assertThat(sdk.listEvents(room, without).getEvents()).isEmpty();
  }

  @Test
  void conversationsAndMembersAreMadeListedAndChanged() {
    Conversation made =
        sdk.createConversation(
            Conversation.builder().name("made").displayName("Made by the SDK").build());
    assertThat(sdk.getConversation(made.getId()).getName()).isEqualTo("made");
    assertThat(sdk.listConversations()).extracting("name").containsExactly("room", "made");
    Member member =
        sdk.createMember(
            made.getId(),
            Member.builder()
                .user("alice")
                .state(MemberState.JOINED)
                .channelType(ChannelType.APP)
                .build());
    assertThat(member.getState()).isEqualTo(MemberState.JOINED);
    assertThat(sdk.listMembers(made.getId()))
        .extracting(BaseMember::getId)
        .containsExactly(member.getId());
    assertThat(sdk.listUserConversations(served.alice.user().id().value()))
        .extracting("name")
        .containsExactly("room", "made");
    sdk.updateMember(
        UpdateMemberRequest.builder()
            .conversationId(made.getId())
            .memberId(member.getId())
            .state(MemberState.LEFT)
            .build());
    assertThat(sdk.getMember(made.getId(), member.getId()).getState()).isEqualTo(MemberState.LEFT);
  }

  @Test
  void row22ARefusalIsReadAsAProblem() {
    assertThatThrownBy(() -> sdk.createEvent(room, custom("two words", Map.of())))
        .isInstanceOfSatisfying(
            ConversationsResponseException.class,
            e -> {
              assertThat(e.getStatusCode()).isEqualTo(400);
              assertThat(e.getCode()).isEqualTo("http:error:validation-fail");
              assertThat(e.getTitle()).isNotEmpty();
              assertThat(e.getType()).isNotNull();
              assertThat(e.getInstance()).isNotEmpty();
              assertThat(e.getInvalidParameters()).hasSize(1);
            });
    assertThatThrownBy(() -> sdk.getEvent(room, 99))
        .isInstanceOfSatisfying(
            ConversationsResponseException.class,
            e -> assertThat(e.getStatusCode()).isEqualTo(404));
  }

  @Test
  void anotherApplicationIsRefused() {
    ConversationsClient stranger = client(served, new Tokens());
    assertThatThrownBy(() -> stranger.getConversation(room))
        .isInstanceOfSatisfying(
            ConversationsResponseException.class,
            e -> assertThat(e.getStatusCode()).isEqualTo(401));
  }
}
