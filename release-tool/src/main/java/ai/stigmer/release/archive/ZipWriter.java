package ai.stigmer.release.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.zip.UnrecognizedExtraField;
import org.apache.commons.compress.archivers.zip.X5455_ExtendedTimestamp;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/// Writes a zip archive in which every entry has the same time.
final class ZipWriter implements Closeable {

  // The format's own time is local: it gets this one, read back the same in every zone, and the
  // real time goes into the extended timestamp, which is UTC.
  private static final LocalDateTime LOCAL_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);
  private static final int REGULAR_FILE = 0100000;
  private static final int FOLDER = 0040000;

  private final ZipArchiveOutputStream zip;
  private final Instant time;

  ZipWriter(Path file, Instant time) throws IOException {
    this.zip = new ZipArchiveOutputStream(file);
    this.time = time;
    zip.setLevel(Deflater.BEST_COMPRESSION);
  }

  void addFolder(String path, int mode) throws IOException {
    begin(path + "/", 0, FOLDER | mode);
    zip.closeArchiveEntry();
  }

  void addFile(String path, Path content, int mode) throws IOException {
    begin(path, Files.size(content), REGULAR_FILE | mode);
    Files.copy(content, zip);
    zip.closeArchiveEntry();
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  private void begin(String name, long size, int mode) throws IOException {
    var entry = new ZipArchiveEntry(name);
    entry.setSize(size);
    entry.setUnixMode(mode);
    entry.setTime(LOCAL_TIME.atZone(ZoneId.systemDefault()).toInstant().toEpochMilli());
    entry.addExtraField(timestamp());
    zip.putArchiveEntry(entry);
  }

  // As a field the library does not know: of one it knows it would write the local time too.
  private UnrecognizedExtraField timestamp() {
    var known = new X5455_ExtendedTimestamp();
    known.setModifyFileTime(FileTime.from(time));
    var field = new UnrecognizedExtraField();
    field.setHeaderId(known.getHeaderId());
    field.setLocalFileDataData(known.getLocalFileDataData());
    field.setCentralDirectoryData(known.getCentralDirectoryData());
    return field;
  }
}
