@org.jspecify.annotations.NullMarked
package ai.stigmer.cli.command;
