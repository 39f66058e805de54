/// What the tests of every module share: the real programs that they run (a registry, container
/// runtimes, a Temporal server, and what cuts a connection between them), the stand-in for a
/// language model, and the rules between packages. Uses nothing of the product. Promises that a
/// program which is missing fails the test that needs it.
@NullMarked
package ai.stigmer.testing;

import org.jspecify.annotations.NullMarked;
