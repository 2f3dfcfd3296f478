package dev.conversationbus;

import java.util.Set;

/** The line of the program that called the bus. */
final class CallSite {

  private static final StackWalker WALKER = StackWalker.getInstance();
  private static final Set<String> OURS =
      Set.of(
          CallSite.class.getName(),
          Listening.class.getName(),
          DefaultConversation.class.getName(),
          ListenerRegistry.class.getName(),
          TypedPublisher.class.getName());

  private CallSite() {}

  /** {@return a line such as {@code Lunch.java:42 (com.acme.Lunch.open)}} */
  static String here() {
    return WALKER.walk(
        frames ->
            frames
                .filter(frame -> !OURS.contains(frame.getClassName()))
                .findFirst()
                .map(CallSite::line)
                .orElse("an unknown place"));
  }

  private static String line(StackWalker.StackFrame frame) {
    return frame.getFileName()
        + ":"
        + frame.getLineNumber()
        + " ("
        + frame.getClassName()
        + "."
        + frame.getMethodName()
        + ")";
  }
}
