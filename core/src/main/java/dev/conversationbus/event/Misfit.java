package dev.conversationbus.event;

/** A body that does not fit a Java type, told without anything of the body but its keys. */
final class Misfit extends Exception {

  private static final long serialVersionUID = 1L;

  private final String path;
  private final String problem;

  Misfit(String path, String problem) {
    super(path + ": " + problem);
    this.path = path;
    this.problem = problem;
  }

  String path() {
    return path;
  }

  String problem() {
    return problem;
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
