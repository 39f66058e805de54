package ai.stigmer.agentrunner.tool;

import ai.stigmer.agentrunner.session.Entry;
import ai.stigmer.agentrunner.session.Entry.Kind;
import ai.stigmer.agentrunner.session.InsidePath;
import ai.stigmer.agentrunner.session.RefusedPathException;
import ai.stigmer.agentrunner.session.SessionFolder;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// One search through the files below a folder.
final class FileSearch {

  private static final Duration TIME = Duration.ofSeconds(20);
  private static final int LONGEST_LINE = 8192;
  private static final int LONGEST_SHOWN = 300;

  private final Deadline deadline = new Deadline(TIME);
  private final BoundedLines lines = new BoundedLines();
  private final SessionFolder folder;
  private final InsidePath start;
  private final Pattern pattern;
  private final GlobPattern files;
  private final int mostFiles;
  private int found;
  private int unread;
  private boolean full;

  FileSearch(
      SessionFolder folder, InsidePath start, Pattern pattern, GlobPattern files, int mostFiles) {
    this.folder = folder;
    this.start = start;
    this.pattern = pattern;
    this.files = files;
    this.mostFiles = mostFiles;
  }

  String run() throws IOException, InterruptedException {
    var walk = new FolderWalk(folder, deadline);
    String remark = "";
    try {
      if (folder.entry(start).kind() == Kind.FOLDER) {
        walk.over(start, this::visit);
      } else {
        search(start);
      }
      if (full) {
        remark =
            "%d lines in %d files shown, there may be more; narrow down pattern, path or glob"
                .formatted(lines.count(), found);
      } else if (!walk.isComplete() || unread > 0) {
        remark = "not everything could be read; search a smaller folder";
      }
    } catch (Deadline.PassedException passed) {
      passed.rethrowInterruption();
      remark =
          "ended after %d seconds; write a simpler pattern or search a smaller folder"
              .formatted(TIME.toSeconds());
    }
    return lines.count() == 0 && remark.isEmpty() ? "No line matches." : lines.with(remark);
  }

  private boolean visit(Entry entry) throws IOException {
    if (entry.kind() == Kind.FILE && files.matches(entry.path(), start, deadline)) {
      if (found == mostFiles) {
        full = true;
        return false;
      }
      try {
        search(entry.path());
      } catch (RefusedPathException | AccessDeniedException unreadable) {
        unread++;
      }
    }
    return !full;
  }

  private void search(InsidePath path) throws IOException {
    boolean matched = false;
    try (var reader = new LineReader(folder.read(path), LONGEST_LINE, deadline)) {
      if (reader.isBinary()) {
        return;
      }
      Optional<LineReader.Line> line = reader.next();
      for (int number = 1; line.isPresent() && !full; number++, line = reader.next()) {
        String text = line.get().text();
        if (deadline.find(pattern, text)) {
          full =
              !lines.add("%s:%d:%s".formatted(path, number, Texts.shortened(text, LONGEST_SHOWN)));
          matched |= !full;
        }
      }
    }
    if (matched) {
      found++;
    }
  }
}
