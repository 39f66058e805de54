import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Copies a jar and gives every class that is too old to have stack maps the ones it would have.
/// What it does stays the same; but only such classes can be verified and linked ahead of time, in
/// an archive of classes. A file in the copy says what was changed. Equal jars give equal copies.
///
/// Usage: `java StackMaps.java FROM TO`
///
/// @see <a href="https://docs.oracle.com/javase/specs/jvms/se25/html/jvms-4.html#jvms-4.7.4">The
///   StackMapTable attribute</a>
class StackMaps {

  private static final int FIRST_WITH_STACK_MAPS = ClassFile.JAVA_6_VERSION;
  private static final int ALWAYS_WITH_STACK_MAPS = ClassFile.JAVA_8_VERSION;
  private static final String NOTE = "META-INF/CHANGED.txt";
  private static final String CHANGE =
      "The class files of this jar were given stack maps (StackMapTable attributes), and the class"
          + " file version %d\nthat goes with them. Nothing else differs from the published jar.\n";

  private static final LocalDateTime ANY_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private final ZipFile jar;
  private final ClassFile classFile;

  private StackMaps(ZipFile jar) {
    this.jar = jar;
    this.classFile =
        ClassFile.of(
            ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(this::ofJar)
                    .orElse(ClassHierarchyResolver.defaultResolver())));
  }

  public static void main(String[] arguments) throws IOException {
    Path from = Path.of(arguments[0]);
    Path to = Path.of(arguments[1]);
    try (var jar = new ZipFile(from.toFile())) {
      Files.write(to, new StackMaps(jar).copy().orElse(Files.readAllBytes(from)));
    }
  }

  /// The changed jar; nothing if there is nothing to change.
  private Optional<byte[]> copy() throws IOException {
    boolean changed = false;
    var bytes = new ByteArrayOutputStream();
    try (var copy = new ZipOutputStream(bytes)) {
      for (ZipEntry entry : Collections.list(jar.entries())) {
        byte[] content = read(entry);
        byte[] mapped = entry.getName().endsWith(".class") ? mapped(content) : content;
        changed |= mapped != content;
        write(copy, entry.getName(), mapped);
      }
      write(copy, NOTE, CHANGE.formatted(ALWAYS_WITH_STACK_MAPS).getBytes(UTF_8));
    }
    return changed ? Optional.of(bytes.toByteArray()) : Optional.empty();
  }

  private byte[] mapped(byte[] content) {
    ClassModel read = classFile.parse(content);
    return read.majorVersion() >= FIRST_WITH_STACK_MAPS
        ? content
        : classFile.transformClass(
            read,
            ClassTransform.transformingMethodBodies((code, element) -> code.with(element))
                .andThen((builder, element) -> {
                  if (element instanceof ClassFileVersion) {
                    builder.withVersion(ALWAYS_WITH_STACK_MAPS, 0);
                  } else {
                    builder.with(element);
                  }
                }));
  }

  private InputStream ofJar(ClassDesc type) {
    String descriptor = type.descriptorString();
    ZipEntry entry = jar.getEntry(descriptor.substring(1, descriptor.length() - 1) + ".class");
    try {
      return entry == null ? null : jar.getInputStream(entry);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private byte[] read(ZipEntry entry) throws IOException {
    try (InputStream content = jar.getInputStream(entry)) {
      return content.readAllBytes();
    }
  }

  private static void write(ZipOutputStream copy, String name, byte[] content)
      throws IOException {
    var entry = new ZipEntry(name);
    entry.setTimeLocal(ANY_TIME);
    copy.putNextEntry(entry);
    copy.write(content);
    copy.closeEntry();
  }
}
