/// Names of images.
@org.jspecify.annotations.NullMarked
package ai.stigmer.cli.container;
