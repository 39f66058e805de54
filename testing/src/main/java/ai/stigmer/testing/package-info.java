/// The real programs that the tests of every module run: a registry, container runtimes, a Temporal
/// server, and what cuts a connection between them; and the stand-in for a language model. Uses
/// nothing of the product. Promises that a program which is missing fails the test that needs it.
@NullMarked
package ai.stigmer.testing;

import org.jspecify.annotations.NullMarked;
