package ai.stigmer.release.inventory;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Tells the commonest licences by the words at the head of their texts.
final class LicenseText {

  private static final int HEAD = 2000;
  private static final Map<String, String> WORDS =
      new TreeMap<>(
          Map.of(
              "Apache-2.0", "Apache License Version 2.0, January 2004",
              "EPL-2.0", "Eclipse Public License - v 2.0",
              "MIT",
                  "Permission is hereby granted, free of charge, to any person obtaining a copy of"
                      + " this software and associated documentation files (the \"Software\"), to deal in"
                      + " the Software without restriction"));

  private LicenseText() {}

  /// The licence that a text is, if it begins as one of these.
  static Optional<LicenseClaim> recognise(String text) {
    String head = text.substring(0, Math.min(HEAD, text.length())).replaceAll("\\s+", " ");
    return WORDS.entrySet().stream()
        .filter(known -> head.contains(known.getValue()))
        .map(known -> new LicenseClaim(known.getKey(), ""))
        .findFirst();
  }
}
