package dev.conversationbus.dispatch;

/** A registration that is given only what it asks for. */
public final class Paced {

  private final BufferedRegistration<?> registration;

  Paced(BufferedRegistration<?> registration) {
    this.registration = registration;
  }

  public void request(long more) {
    registration.backlog().request(more);
  }

  /**
   * Runs an action once this has ended, whoever ended it, in turn with the calls of the listener.
   */
  public void whenEnded(Runnable action) {
    registration.whenEnded(action);
  }

  public void close() {
    registration.close();
  }
}
