package ai.stigmer.release.archive;

import ai.stigmer.release.problem.ReleaseException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Enumeration;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/// Reads an archive entry by entry, trusting nothing in it: links, special files and names that
/// leave the archive are refused, and so is more than its limits allow.
public final class ArchiveReader {

  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);
  private static final int PERMISSIONS = 0777;
  private static final Set<Byte> PLAIN_TYPES =
      Set.of(
          TarConstants.LF_OLDNORM,
          TarConstants.LF_NORMAL,
          TarConstants.LF_CONTIG,
          TarConstants.LF_DIR);

  private ArchiveReader() {}

  /// The most an archive may hold.
  ///
  /// @param entries how many entries
  /// @param bytes how many bytes, unpacked
  public record Limits(int entries, long bytes) {

    /// For archives that came from elsewhere: a hundred thousand entries, four gibibytes.
    public static final Limits STANDARD = new Limits(100_000, 4L << 30);

    /// For archives this machine has just written.
    public static final Limits NONE = new Limits(Integer.MAX_VALUE, Long.MAX_VALUE);
  }

  /// An entry of an archive.
  ///
  /// @param path its path with slashes, without `.` parts and without a slash at either end
  /// @param folder whether it is a folder
  /// @param mode its permission bits; 0 where the archive holds none
  /// @param size its size in bytes, unpacked
  /// @param time its time
  public record Entry(String path, boolean folder, int mode, long size, Instant time) {}

  /// What is done with each entry.
  @FunctionalInterface
  public interface Visitor {

    /// Looks at one entry.
    ///
    /// @param content the entry's content, to be read before this returns
    void visit(Entry entry, InputStream content) throws IOException;
  }

  /// Reads an archive from its beginning to its end.
  ///
  /// @param archive a file named `.tar.gz`, `.zip` or `.tar`
  /// @throws ReleaseException of kind input if it is damaged, or holds what is refused; of kind
  ///   remote if its bytes cannot be read
  public static void read(Path archive, Limits limits, Visitor visitor) {
    ArchiveFormat format =
        ArchiveFormat.of(archive)
            .orElseThrow(() ->
                ReleaseException.input(
                    "'" + archive + "' is not the name of an archive",
                    "End it in .tar.gz or .zip."));
    var budget = new Budget(archive, limits);
    try {
      switch (format) {
        case ZIP -> readZip(archive, budget, visitor);
        case TAR_GZ -> {
          try (InputStream in = new GZIPInputStream(open(archive), 1 << 16)) {
            readTar(in, budget, visitor);
          }
        }
        case TAR -> {
          try (InputStream in = open(archive)) {
            readTar(in, budget, visitor);
          }
        }
      }
    } catch (IOException | IllegalArgumentException damaged) {
      // Commons Compress also throws IllegalArgumentException for some damaged headers.
      throw new ReleaseException(
          ReleaseException.input(
                  "The archive '" + archive + "' cannot be read: " + damaged.getMessage(),
                  "Build or download it again.")
              .problem(),
          damaged);
    }
  }

  /// Whether any entry, or any entry of a jar in the archive, holds these characters in UTF-8.
  ///
  /// @throws ReleaseException as [#read(Path, Limits, Visitor)] does
  public static boolean containsText(Path archive, String text) {
    var search = new TextSearch(text.getBytes(StandardCharsets.UTF_8), archive);
    read(archive, Limits.STANDARD, search);
    return search.found();
  }

  private static InputStream open(Path archive) throws IOException {
    return new BufferedInputStream(LocalFile.reading(archive), 1 << 16);
  }

  private static void readTar(InputStream in, Budget budget, Visitor visitor) throws IOException {
    var tar = new TarArchiveInputStream(budget.count(in), StandardCharsets.UTF_8.name());
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      budget.countEntry();
      if (!PLAIN_TYPES.contains(entry.getLinkFlag())) {
        throw budget.refused(entry.getName(), "is a link or a special file");
      }
      var read =
          new Entry(
              path(entry.getName(), budget),
              entry.isDirectory(),
              entry.getMode() & PERMISSIONS,
              entry.getSize(),
              entry.getLastModifiedTime().toInstant());
      visitor.visit(read, tar);
    }
  }

  private static void readZip(Path archive, Budget budget, Visitor visitor) throws IOException {
    try (ZipFile zip = ZipFile.builder().setPath(archive).get()) {
      for (Enumeration<ZipArchiveEntry> entries = zip.getEntriesInPhysicalOrder();
          entries.hasMoreElements(); ) {
        ZipArchiveEntry entry = entries.nextElement();
        budget.countEntry();
        int type = entry.getUnixMode() & UnixStat.FILE_TYPE_FLAG;
        if (type != 0 && type != UnixStat.FILE_FLAG && type != UnixStat.DIR_FLAG) {
          throw budget.refused(entry.getName(), "is a link or a special file");
        }
        var read =
            new Entry(
                path(entry.getName(), budget),
                entry.isDirectory(),
                entry.getUnixMode() & PERMISSIONS,
                entry.getSize(),
                entry.getLastModifiedTime().toInstant());
        try (InputStream content = budget.count(zip.getInputStream(entry))) {
          visitor.visit(read, content);
        }
      }
    }
  }

  private static String path(String name, Budget budget) {
    String slashed = name.replace('\\', '/');
    if (slashed.startsWith("/") || DRIVE.matcher(slashed).matches()) {
      throw budget.refused(name, "has an absolute name");
    }
    if (Stream.of(slashed.split("/", -1)).anyMatch(".."::equals)) {
      throw budget.refused(name, "leaves the archive");
    }
    return Stream.of(slashed.split("/", -1))
        .filter(part -> !part.isEmpty() && !part.equals("."))
        .collect(Collectors.joining("/"));
  }
}
