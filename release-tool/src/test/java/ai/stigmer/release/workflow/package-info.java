/// What this repository lets GitHub Actions do, read from its files.
@org.jspecify.annotations.NullMarked
package ai.stigmer.release.workflow;
