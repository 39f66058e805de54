@org.jspecify.annotations.NullMarked
package ai.stigmer.release.scaffold;
