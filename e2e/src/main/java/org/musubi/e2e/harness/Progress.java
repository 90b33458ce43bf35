package org.musubi.e2e.harness;

/** Is told how far a start is: a whole deployment takes longer than a person waits in silence. */
public interface Progress {
  /** Tells nobody. */
  Progress SILENT =
      new Progress() {
        @Override
        public void ended(String name, long pid) {}

        @Override
        public void starts(String name) {}

        @Override
        public void serves(String name) {}
      };

  /** A process that an earlier run left behind was ended. */
  void ended(String name, long pid);

  /** A process is being started. */
  void starts(String name);

  /** It answers. */
  void serves(String name);
}
