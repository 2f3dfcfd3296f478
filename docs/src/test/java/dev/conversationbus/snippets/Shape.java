package dev.conversationbus.snippets;

import java.util.stream.Collectors;

/** What a piece of Java is, and the source file that is made of it. */
enum Shape {
  /** Whole types, with imports of their own or without. */
  TYPES {
    @Override
    String source(String code) {
      return code.lines().anyMatch(line -> line.startsWith("import "))
          ? "package " + PACKAGE + ";\n" + code
          : header() + "\n" + code;
    }
  },
  /** Statements, which go into a method. */
  STATEMENTS {
    @Override
    String source(String code) {
      return header() + CLASS + "public void run() throws Exception {\n" + code + "\n}}";
    }
  },
  /** Fields, methods and types, which go into a class. */
  MEMBERS {
    @Override
    String source(String code) {
      return header() + CLASS + "\n" + code + "\n}";
    }
  };

  static final String PACKAGE = "snippet";
  static final String CLASS_NAME = "Snippet";

  /** Lines before the code, in every shape. */
  static final int LINES_BEFORE = 1;

  private static final String CLASS =
      "public class " + CLASS_NAME + " extends " + Prelude.class.getName() + " { ";

  abstract String source(String code);

  private static String header() {
    return Prelude.IMPORTS.stream()
        .map(name -> "import " + name + "; ")
        .collect(Collectors.joining("", "package " + PACKAGE + "; ", ""));
  }
}
