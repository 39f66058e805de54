package ai.stigmer.release;

import ai.stigmer.testing.ArchitectureRules;
import java.util.List;
import java.util.Map;

/// The arrows between the packages of this tool, as its architecture page draws them.
class ArchitectureTest extends ArchitectureRules {

  private static final String BASE = "ai.stigmer.release";

  /// What each package may use besides the JDK; the order is from the ground up.
  private static final Map<String, List<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("problem", List.of()),
          Map.entry("secret", List.of()),
          Map.entry("process", List.of()),
          Map.entry("json", List.of("problem")),
          Map.entry("html", List.of()),
          Map.entry("http", List.of("problem")),
          Map.entry("version", List.of("problem")),
          Map.entry("oci", List.of("problem", "json")),
          Map.entry("artifact", List.of("problem", "oci", "version")),
          Map.entry("archive", List.of("problem")),
          Map.entry("template", List.of("problem")),
          Map.entry("registry", List.of("problem", "secret", "process", "json", "http", "oci")),
          Map.entry("signing", List.of("problem", "secret", "process", "json", "oci", "registry")),
          Map.entry(
              "image", List.of("problem", "secret", "json", "http", "oci", "archive", "registry")),
          Map.entry("inventory", List.of("problem", "oci", "archive", "image")),
          Map.entry(
              "document", List.of("json", "oci", "version", "artifact", "image", "inventory")),
          Map.entry(
              "github", List.of("problem", "secret", "json", "http", "oci", "version", "artifact")),
          Map.entry("git", List.of("problem", "secret", "version")),
          Map.entry("scaffold", List.of("problem")),
          Map.entry("doctor", List.of("problem")),
          Map.entry("homebrew", List.of("problem", "oci", "version", "artifact", "template")),
          Map.entry("tap", List.of("problem", "secret", "homebrew", "git")),
          Map.entry("notes", List.of("problem", "version", "git")),
          Map.entry(
              "configuration",
              List.of(
                  "problem", "json", "oci", "version", "image", "homebrew", "artifact", "signing")),
          Map.entry(
              "plan",
              List.of(
                  "problem",
                  "oci",
                  "version",
                  "artifact",
                  "image",
                  "github",
                  "homebrew",
                  "git",
                  "tap")),
          Map.entry(
              "build",
              List.of(
                  "problem",
                  "oci",
                  "version",
                  "artifact",
                  "archive",
                  "template",
                  "image",
                  "github",
                  "homebrew",
                  "git",
                  "configuration",
                  "document",
                  "signing",
                  "plan")),
          Map.entry(
              "apply",
              List.of(
                  "problem",
                  "http",
                  "oci",
                  "version",
                  "artifact",
                  "registry",
                  "signing",
                  "image",
                  "github",
                  "homebrew",
                  "git",
                  "tap",
                  "plan")),
          Map.entry(
              "verify",
              List.of(
                  "problem",
                  "oci",
                  "version",
                  "artifact",
                  "archive",
                  "document",
                  "registry",
                  "image",
                  "github",
                  "git",
                  "plan",
                  "apply")),
          Map.entry(
              "report",
              List.of(
                  "problem",
                  "doctor",
                  "json",
                  "html",
                  "oci",
                  "version",
                  "artifact",
                  "image",
                  "github",
                  "git",
                  "tap",
                  "homebrew",
                  "plan",
                  "build",
                  "apply",
                  "verify")),
          Map.entry("rehearsal", List.of("problem", "json", "http", "oci", "version")),
          Map.entry("command", EVERYTHING));

  /// Third-party libraries, and the only packages that may use each.
  private static final Map<String, List<String>> ONLY_USERS =
      Map.ofEntries(
          Map.entry("com.fasterxml.jackson..", List.of("json")),
          Map.entry("com.google.cloud.tools.jib..", List.of("image")),
          Map.entry("freemarker..", List.of("template")),
          Map.entry("org.apache.commons.compress..", List.of("archive")),
          Map.entry("org.commonmark..", List.of("html")),
          Map.entry("org.cyclonedx..", List.of("document")),
          Map.entry("org.eclipse.jgit..", List.of("git", "tap")),
          Map.entry("org.kohsuke..", List.of("github")),
          Map.entry("org.semver4j..", List.of("version")),
          Map.entry("org.snakeyaml..", List.of("configuration")),
          Map.entry("picocli..", List.of("command")));

  ArchitectureTest() {
    super(BASE, MAY_USE, ONLY_USERS);
  }
}
