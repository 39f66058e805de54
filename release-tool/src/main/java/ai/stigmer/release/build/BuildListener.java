package ai.stigmer.release.build;

/// Hears what a build does, while it does it.
public interface BuildListener {

  /// A step begins.
  ///
  /// @param what the step, as a phrase: `sh build-cli.sh`, `layer runtime for linux/amd64`
  void begin(String what);

  /// The step that began last is done.
  void end(String what);

  /// The step that began last failed.
  void fail(String what);

  /// Hears nothing.
  BuildListener SILENT =
      new BuildListener() {
        @Override
        public void begin(String what) {}

        @Override
        public void end(String what) {}

        @Override
        public void fail(String what) {}
      };
}
