package dev.conversationbus.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What must hold of the classes of every published module. */
class ArchitectureTest {

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.conversationbus");

  /** What users may see of others: nothing but the JDK, the null annotations and a test's JUnit. */
  private static final List<String> ALLOWED =
      List.of(
          "java.",
          "javax.net.ssl.",
          "dev.conversationbus",
          "org.jspecify.",
          "org.junit.jupiter.api.",
          "net.jqwik.");

  private static final Set<String> EXPORTED =
      Set.of(
          "dev.conversationbus",
          "dev.conversationbus.error",
          "dev.conversationbus.event",
          "dev.conversationbus.spi",
          "dev.conversationbus.inmemory",
          "dev.conversationbus.testkit",
          "dev.conversationbus.http",
          "dev.conversationbus.endpoint");

  private static final SliceAssignment PACKAGES =
      new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
          return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
          return "packages";
        }
      };

  private static boolean isVisible(JavaClass type) {
    return isVisible(type.getModifiers())
        && type.getEnclosingClass().map(ArchitectureTest::isVisible).orElse(true);
  }

  private static boolean isVisible(Set<JavaModifier> modifiers) {
    return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
  }

  /** The one exception: over HTTP users may bring their own instances, for their metrics. */
  private static boolean isAllowed(JavaClass type, JavaClass seen) {
    return ALLOWED.stream().anyMatch(seen.getName()::startsWith)
        || (type.getPackageName().equals("dev.conversationbus.http")
            && seen.getName().startsWith("io.github.resilience4j."));
  }

  private static Stream<JavaType> typesOf(JavaMember member) {
    if (member instanceof JavaField field) {
      return Stream.of(field.getType());
    }
    JavaCodeUnit unit = (JavaCodeUnit) member;
    return Stream.of(
            Stream.of(unit.getReturnType()),
            unit.getParameterTypes().stream(),
            unit.getExceptionTypes().stream().map(type -> (JavaType) type))
        .flatMap(types -> types);
  }

  private static Stream<JavaClass> typesOf(JavaClass type) {
    Stream<JavaType> members =
        type.getMembers().stream()
            .filter(member -> isVisible(member.getModifiers()))
            .flatMap(ArchitectureTest::typesOf);
    Stream<JavaType> parents =
        Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
    return Stream.concat(members, parents)
        .flatMap(seen -> seen.getAllInvolvedRawTypes().stream())
        .map(JavaClass::getBaseComponentType);
  }

  @Test
  void signaturesShowNoLibrary() {
    List<String> foreign =
        OURS.stream()
            .filter(type -> EXPORTED.contains(type.getPackageName()))
            .filter(ArchitectureTest::isVisible)
            .flatMap(
                type ->
                    typesOf(type)
                        .filter(seen -> !seen.isPrimitive())
                        .filter(seen -> !isAllowed(type, seen))
                        .map(seen -> type.getName() + " shows " + seen.getName()))
            .distinct()
            .toList();

    assertThat(foreign).isEmpty();
  }

  @Test
  void exportedPackagesAreThere() {
    assertThat(OURS.stream().map(JavaClass::getPackageName)).containsAll(EXPORTED);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().assignedFrom(PACKAGES).should().beFreeOfCycles().check(OURS);
  }

  @Test
  void publicClassesAreFinalOrMadeForExtension() {
    List<String> open =
        OURS.stream()
            .filter(type -> EXPORTED.contains(type.getPackageName()))
            .filter(ArchitectureTest::isVisible)
            .filter(type -> !type.isInterface() && !type.isAnnotation())
            .filter(type -> !type.getModifiers().contains(JavaModifier.FINAL))
            .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
            .map(JavaClass::getName)
            .toList();

    assertThat(open).isEmpty();
  }
}
