package ai.stigmer.release.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// Writes a tar archive (POSIX.1-2001, pax) in which every entry has the same time and belongs to
/// 0:0, without names.
public final class TarWriter implements Closeable {

  private final TarArchiveOutputStream tar;
  private final Instant time;

  /// A writer to that stream, which it closes.
  ///
  /// @param time the time of every entry; fractions of a second are dropped
  public TarWriter(OutputStream out, Instant time) {
    this.tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
    this.time = time.truncatedTo(ChronoUnit.SECONDS);
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    tar.setAddPaxHeadersForNonAsciiNames(true);
  }

  /// Adds a folder.
  public void addFolder(String path, int mode) throws IOException {
    begin(path + "/", 0, mode);
    tar.closeArchiveEntry();
  }

  /// Adds a file with these bytes.
  public void addFile(String path, byte[] content, int mode) throws IOException {
    begin(path, content.length, mode);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  /// Adds a file with another file's bytes.
  public void addFile(String path, Path content, int mode) throws IOException {
    begin(path, Files.size(content), mode);
    Files.copy(content, tar);
    tar.closeArchiveEntry();
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }

  private void begin(String name, long size, int mode) throws IOException {
    var entry = new TarArchiveEntry(name);
    entry.setSize(size);
    entry.setMode(mode);
    entry.setModTime(time.toEpochMilli());
    entry.setIds(0, 0);
    // The constructor takes the name of whoever runs it.
    entry.setNames("", "");
    tar.putArchiveEntry(entry);
  }
}
