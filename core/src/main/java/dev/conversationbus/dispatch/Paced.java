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

  public void close() {
    registration.close();
  }

  public boolean isActive() {
    return registration.isActive();
  }
}
