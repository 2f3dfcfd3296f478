package dev.conversationbus.snippets;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;

/** Class files that are kept in memory, and the loader of what they hold. */
final class MemoryFiles extends ForwardingJavaFileManager<JavaFileManager> {

  private final Map<String, ByteArrayOutputStream> classes = new HashMap<>();

  MemoryFiles(JavaFileManager others) {
    super(others);
  }

  @Override
  public JavaFileObject getJavaFileForOutput(
      Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
    URI name = URI.create("memory:///" + className.replace('.', '/') + kind.extension);
    return new SimpleJavaFileObject(name, kind) {
      @Override
      public OutputStream openOutputStream() {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        classes.put(className, content);
        return content;
      }
    };
  }

  ClassLoader loader() {
    return new Loader();
  }

  private final class Loader extends ClassLoader {

    Loader() {
      super(MemoryFiles.class.getClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      ByteArrayOutputStream content = classes.get(name);
      if (content == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = content.toByteArray();
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
