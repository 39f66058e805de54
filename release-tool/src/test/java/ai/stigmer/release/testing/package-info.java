/// Stand-ins and real parts that tests of several packages share.
@org.jspecify.annotations.NullMarked
package ai.stigmer.release.testing;
