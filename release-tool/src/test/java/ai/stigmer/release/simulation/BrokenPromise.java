package ai.stigmer.release.simulation;

import java.io.Serial;

/// A promise that did not hold.
final class BrokenPromise extends AssertionError {

  @Serial private static final long serialVersionUID = 1L;

  private final String promise;
  private final String what;
  private final String where;

  /// @param promise its name, `I1` to `I8`
  BrokenPromise(String promise, String what) {
    this(promise, what, "", "");
  }

  /// A bug, which no run may end with.
  BrokenPromise(RuntimeException bug) {
    this("bug", bug.toString(), "", "");
    initCause(bug);
  }

  private BrokenPromise(String promise, String what, String where, String story) {
    super(promise + ": " + what + "\n" + where + "\n" + story);
    this.promise = promise;
    this.what = what;
    this.where = where;
  }

  /// The same, with where it happened and how it came to it.
  BrokenPromise in(String place, String story) {
    var told = new BrokenPromise(promise, what, place, story);
    told.setStackTrace(getStackTrace());
    told.initCause(getCause());
    return told;
  }

  String promise() {
    return promise;
  }

  /// The case in which it was broken.
  String where() {
    return where;
  }
}
