package ai.stigmer.agentrunner.session;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// The folders of all sessions, below one workspace.
public final class SessionFolders {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

  private final Path root;

  /// Folders below that one, which is made when the first is opened.
  public SessionFolders(Path root) {
    this.root = root;
  }

  /// Opens a session's folder, a new one if there is none.
  ///
  /// @throws SessionException if that is no session's id, or the folder cannot be written
  public SessionFolder open(String id) {
    refuseUnusable(id);
    try {
      Workspace workspace = Workspace.at(root);
      var folder = new SessionFolder(workspace, id);
      Workspace.makeFolder(folder.path());
      if (!Files.isWritable(folder.path())) {
        throw new FileSystemException(folder.path().toString(), null, "permission denied");
      }
      return folder;
    } catch (IOException failure) {
      throw unwritable(id, failure);
    }
  }

  /// Removes a session's folder and all that is in it, if it is there; never what a link in it
  /// points to. What was said in the session stays recorded.
  ///
  /// @throws SessionException if that is no session's id, or something cannot be removed
  public void delete(String id) {
    refuseUnusable(id);
    try {
      Workspace workspace = Workspace.at(root);
      try (Directory top = Directory.at(workspace.root());
          Directory sessions = top.enter(Workspace.SESSIONS);
          Directory temporary = sessions.enter(Workspace.TEMPORARY)) {
        new FolderRemoval(sessions).remove(Path.of(id));
        new FolderRemoval(temporary).remove(Path.of(id));
      }
    } catch (IOException failure) {
      throw new SessionException(
          "The folder of session %s below %s cannot be removed (%s); remove it on the host."
              .formatted(id, root, reason(failure)),
          failure);
    }
  }

  private static void refuseUnusable(String id) {
    if (!ID.matcher(id).matches()) {
      String shown = InsidePath.printable(id.substring(0, Math.min(id.length(), 128)));
      throw new SessionException(
          ("'%s' cannot be a session's id: an id has 1 to 128 letters, digits, dots, underscores"
                  + " and hyphens, and begins with a letter or a digit.")
              .formatted(shown));
    }
  }

  private SessionException unwritable(String id, IOException failure) {
    return new SessionException(
        ("The folder of session %s below %s cannot be written (%s). Give the folder that is mounted"
                + " at %s to the user this program runs as: 'chown -R 1000:1000 FOLDER' on the host"
                + " does that for the image, unless it was started as another user.")
            .formatted(id, root, reason(failure), root),
        failure);
  }

  private static String reason(IOException failure) {
    if (!(failure instanceof FileSystemException precise)) {
      return String.valueOf(failure.getMessage());
    }
    String reason = precise.getReason();
    return precise.getFile()
        + ": "
        + (reason != null
            ? reason
            : precise
                .getClass()
                .getSimpleName()
                .replaceAll("Exception$", "")
                .replaceAll("(?<=.)(?=[A-Z])", " "));
  }
}
