package dev.conversationbus.endpoint.socket;

import java.time.Duration;

/**
 * The bounds of live delivery.
 *
 * @param sessionsPerUser how many sessions a user may have at once
 * @param pingInterval how often client and server assure each other that they are there
 * @param pingTimeout how long an assurance may take
 * @param logInTimeout how long a socket may stay without a session
 * @param resumeWindow how long the place of a session is kept whose socket broke
 */
public record SocketLimits(
    int sessionsPerUser,
    Duration pingInterval,
    Duration pingTimeout,
    Duration logInTimeout,
    Duration resumeWindow) {

  /** Messages that may wait to be sent to one client, or to be acknowledged by it. */
  public static final int MAX_WAITING = 1024;

  /** Characters that may wait to be sent to one client. */
  public static final int MAX_WAITING_CHARACTERS = 4 * 1024 * 1024;

  /** The longest message that a client may send, in bytes. */
  public static final int MAX_MESSAGE_BYTES = 64 * 1024;

  /** Missed events that are handed over when a session resumes. */
  public static final int MAX_PENDING = 1000;

  /** Sessions without socket that may be resumed. */
  static final int MAX_PARKED = 10_000;

  /** Users whose memberships are looked up again in a second. */
  static final int LOOK_UPS_PER_SECOND = 200;

  /** {@return what holds unless the host says otherwise} */
  public static SocketLimits defaults() {
    return new SocketLimits(
        50,
        Duration.ofSeconds(25),
        Duration.ofSeconds(20),
        Duration.ofSeconds(30),
        Duration.ofMinutes(5));
  }

  /** {@return these with another number of sessions per user} */
  public SocketLimits withSessionsPerUser(int value) {
    return new SocketLimits(value, pingInterval, pingTimeout, logInTimeout, resumeWindow);
  }
}
