package ai.stigmer.release.scaffold;

import ai.stigmer.release.problem.ReleaseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What is known of a product before it was ever released: what it says itself, else what a
/// maintainer will change.
///
/// @param project its name
/// @param repository `owner/name` on GitHub
/// @param tap `owner/name` of its tap
/// @param description one line, as Homebrew wants it
/// @param license an SPDX identifier
/// @param base the image's base
/// @param program the file that is its command-line tool
public record Product(
    String project,
    String repository,
    String tap,
    String description,
    String license,
    String base,
    String program) {

  private static final int LONGEST_DESCRIPTION = 80;
  // A formula's class cannot begin with a digit, and YAML reads digits alone as a number.
  private static final Pattern PROJECT = Pattern.compile("[a-z][a-z0-9-]*");
  private static final Pattern FROM =
      Pattern.compile("(?im)^FROM\\s+(?:--platform=\\S+\\s+)?([^\\s$]+)(?:\\s+AS\\s+\\S+)?\\s*$");
  private static final Pattern STAGE = Pattern.compile("(?im)^FROM\\s.*\\sAS\\s+(\\S+)\\s*$");
  // The first line below a README's heading that is prose.
  private static final Pattern PROSE =
      Pattern.compile("(?m)\\A(?:\\s*#[^\\n]*\\n)\\s*^([A-Za-z`*_].*)$");
  // Of a file that holds several the first here is taken.
  private static final List<KnownLicense> LICENSES =
      List.of(
          new KnownLicense("Apache-2.0", "Apache License\\s+Version 2\\.0"),
          new KnownLicense("MIT", "Permission is hereby granted, free of charge"),
          new KnownLicense("GPL-3.0-only", "GNU GENERAL PUBLIC LICENSE\\s+Version 3"),
          new KnownLicense("GPL-2.0-only", "GNU GENERAL PUBLIC LICENSE\\s+Version 2"),
          new KnownLicense("AGPL-3.0-only", "GNU AFFERO GENERAL PUBLIC LICENSE\\s+Version 3"),
          new KnownLicense("MPL-2.0", "Mozilla Public License Version 2\\.0"),
          new KnownLicense("BSD-3-Clause", "Neither the name of"),
          new KnownLicense("Unlicense", "This is free and unencumbered software"));

  private record KnownLicense(String id, Pattern words) {

    KnownLicense(String id, String words) {
      this(id, Pattern.compile(words));
    }
  }

  /// Reads what a product's folder tells.
  ///
  /// @param tap its tap, if it is not the owner's `homebrew-tap`
  /// @throws ReleaseException of kind input if the repository's name gives no name for a command
  ///   and its formula
  public static Product of(Path root, String repository, Optional<String> tap) {
    String owner = repository.substring(0, repository.indexOf('/'));
    String project =
        repository.substring(owner.length() + 1).toLowerCase(Locale.ROOT).replaceAll("[._]+", "-");
    if (!PROJECT.matcher(project).matches()) {
      throw ReleaseException.input(
          "The repository's name " + repository + " gives no name for a command and its formula",
          "Write release.yaml by hand; docs/configuration.md has every key.");
    }
    return new Product(
        project,
        repository,
        tap.orElse(owner + "/homebrew-tap"),
        text(root, "README.md")
            .flatMap(Product::description)
            .orElse("Does what " + project + " does"),
        text(root, "LICENSE", "LICENSE.md", "LICENSE.txt", "COPYING")
            .flatMap(Product::license)
            .orElse("NOASSERTION"),
        text(root, "Dockerfile").flatMap(Product::base).orElse("scratch"),
        List.of("bin/" + project, project, "bin/" + project + ".sh", project + ".sh").stream()
            .filter(file -> Files.isRegularFile(root.resolve(file)))
            .findFirst()
            .orElse("bin/" + project));
  }

  /// The values that the files of a scaffold take, by name.
  Map<String, String> values() {
    var values = new TreeMap<String, String>();
    values.put("project", project);
    values.put("formula", project);
    values.put("repository", repository);
    values.put("imageOwner", owner().toLowerCase(Locale.ROOT));
    values.put("tap", tap);
    values.put("tapName", tap.replace("/homebrew-", "/"));
    values.put("description", description.replace("\\", "\\\\").replace("\"", "\\\""));
    values.put("license", license);
    values.put("base", base);
    values.put("program", program);
    return values;
  }

  private String owner() {
    return repository.substring(0, repository.indexOf('/'));
  }

  private static Optional<String> description(String readme) {
    return PROSE
        .matcher(readme)
        .results()
        .map(found -> found.group(1).replaceAll("[`*_]|\\[([^]]*)]\\([^)]*\\)", "$1"))
        .map(line -> line.replaceFirst("(?<=\\w)\\. .*|\\.\\s*$", "").strip())
        .map(line -> line.replaceFirst("(?i)^(an?|the) ", ""))
        .filter(line -> !line.isEmpty() && line.length() <= LONGEST_DESCRIPTION)
        .map(line -> line.substring(0, 1).toUpperCase(Locale.ROOT) + line.substring(1))
        .findFirst();
  }

  private static Optional<String> license(String text) {
    return LICENSES.stream()
        .filter(known -> known.words().matcher(text).find())
        .map(KnownLicense::id)
        .findFirst();
  }

  // What the last stage begins with, if it is an image and no other stage.
  private static Optional<String> base(String dockerfile) {
    List<String> stages = STAGE.matcher(dockerfile).results().map(stage -> stage.group(1)).toList();
    return FROM.matcher(dockerfile)
        .results()
        .map((MatchResult from) -> from.group(1))
        .reduce((first, last) -> last)
        .filter(image -> !stages.contains(image));
  }

  private static Optional<String> text(Path root, String... names) {
    for (String name : names) {
      Path file = root.resolve(name);
      if (Files.isRegularFile(file)) {
        try {
          return Optional.of(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
          throw ReleaseException.input(
              "The file " + file + " cannot be read as text", "Check it, then run again.");
        }
      }
    }
    return Optional.empty();
  }
}
