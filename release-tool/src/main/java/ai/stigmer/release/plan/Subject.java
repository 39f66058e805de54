package ai.stigmer.release.plan;

/// A wanted thing.
///
/// @param stage when its turn comes
/// @param name what it is called there: a tag, a file name, a branch
public record Subject(Stage stage, String name) {

  @Override
  public String toString() {
    return stage.label() + " " + name;
  }
}
