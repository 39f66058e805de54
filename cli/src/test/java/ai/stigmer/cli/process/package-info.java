/// Programs that end and programs that do not.
@org.jspecify.annotations.NullMarked
package ai.stigmer.cli.process;
