/// The container runtimes, real ones and recorded ones.
@org.jspecify.annotations.NullMarked
package ai.stigmer.cli.runtime;
