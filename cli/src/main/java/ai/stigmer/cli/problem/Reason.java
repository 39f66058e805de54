package ai.stigmer.cli.problem;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/// Why something cannot be read, written or run, in a clause.
public final class Reason {

  private Reason() {}

  /// The reason of a failure whose thing is named beside it: Java's own words are often only the
  /// thing once more.
  public static String of(IOException failure) {
    return switch (failure) {
      case NoSuchFileException missing -> "it does not exist";
      case AccessDeniedException denied -> "you may not";
      case FileAlreadyExistsException taken -> "something else is there";
      case CharacterCodingException binary -> "it is no text in UTF-8";
      case FileSystemException other ->
          Optional.ofNullable(other.getReason()).orElse(other.getClass().getSimpleName());
      default ->
          Optional.ofNullable(failure.getMessage()).orElse(failure.getClass().getSimpleName());
    };
  }
}
