package ai.stigmer.release.archive;

import ai.stigmer.release.archive.ArchiveReader.Entry;
import ai.stigmer.release.archive.ArchiveReader.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// Looks for bytes in every entry, and in every entry of the jars among them, one level deep.
final class TextSearch implements ArchiveReader.Visitor {

  private final byte[] wanted;
  private final int[] fallbacks;
  private final Budget jars;
  private final byte[] buffer = new byte[1 << 16];
  private boolean found;

  TextSearch(byte[] wanted, Path archive) {
    if (wanted.length == 0) {
      throw new IllegalArgumentException("nothing to look for");
    }
    this.wanted = wanted.clone();
    this.fallbacks = fallbacks(wanted);
    this.jars = new Budget(archive, Limits.STANDARD);
  }

  boolean found() {
    return found;
  }

  @Override
  public void visit(Entry entry, InputStream content) throws IOException {
    if (found || entry.folder()) {
      return;
    }
    if (entry.path().endsWith(".jar")) {
      visitJar(content);
    } else {
      found = contains(content);
    }
  }

  private void visitJar(InputStream content) throws IOException {
    // Not closed: that would close the archive, which goes on after this entry.
    var jar = new ZipInputStream(content);
    for (ZipEntry entry = jar.getNextEntry(); entry != null && !found; entry = jar.getNextEntry()) {
      jars.countEntry();
      found = contains(jars.count(jar));
    }
  }

  /// Knuth, Morris and Pratt: the content streams by once, whatever its size.
  private boolean contains(InputStream content) throws IOException {
    int matched = 0;
    for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
      for (int index = 0; index < count; index++) {
        while (matched > 0 && wanted[matched] != buffer[index]) {
          matched = fallbacks[matched - 1];
        }
        if (wanted[matched] == buffer[index]) {
          matched++;
        }
        if (matched == wanted.length) {
          return true;
        }
      }
    }
    return false;
  }

  private static int[] fallbacks(byte[] wanted) {
    int[] fallbacks = new int[wanted.length];
    int matched = 0;
    for (int index = 1; index < wanted.length; index++) {
      while (matched > 0 && wanted[matched] != wanted[index]) {
        matched = fallbacks[matched - 1];
      }
      if (wanted[matched] == wanted[index]) {
        matched++;
      }
      fallbacks[index] = matched;
    }
    return fallbacks;
  }
}
