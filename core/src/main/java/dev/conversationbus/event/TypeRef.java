package dev.conversationbus.event;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/**
 * A generic Java type, kept in a subclass because Java forgets it elsewhere.
 *
 * <pre>{@code
 * EventType<Page<Order>> ORDERS = EventType.of("orders", new TypeRef<Page<Order>>() {});
 * }</pre>
 *
 * @param <T> the type
 * @since 0.1.0
 */
public abstract class TypeRef<T> {

  private final Type type;

  /**
   * Reads the type from the subclass.
   *
   * @throws IllegalStateException if the subclass leaves out the type argument
   */
  protected TypeRef() {
    if (!(getClass().getGenericSuperclass() instanceof ParameterizedType parameterized)) {
      throw new IllegalStateException("write the type: new TypeRef<Page<Order>>() {}");
    }
    this.type = parameterized.getActualTypeArguments()[0];
  }

  /** {@return the type} */
  public final Type type() {
    return type;
  }
}
