package ai.stigmer.release.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.stigmer.release.problem.ReleaseException;
import ai.stigmer.release.testing.Folders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a product's folder tells of it.
class ProductTest {

  @TempDir private Path folder;

  @Test
  void anEmptyFolderTellsNothingAndEveryValueIsOneToChange() {
    assertThat(Product.of(folder, "Acme/Tidy.App", Optional.empty()))
        .isEqualTo(
            new Product(
                "tidy-app",
                "Acme/Tidy.App",
                "Acme/homebrew-tap",
                "Does what tidy-app does",
                "NOASSERTION",
                "scratch",
                "bin/tidy-app"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FROM debian:12-slim | debian:12-slim",
        "FROM golang:1 AS build\\nFROM --platform=linux/amd64 alpine:3.22 AS run | alpine:3.22",
        "FROM golang:1 AS build\\nFROM build | scratch",
        "ARG BASE=x\\nFROM $BASE | scratch",
      })
  void theImageBeginsWithWhatTheLastStageOfADockerfileBeginsWith(String text, String base)
      throws IOException {
    Folders.write(folder.resolve("Dockerfile"), text.replace("\\n", "\n") + "\n");

    assertThat(Product.of(folder, "acme/tidy", Optional.empty()).base()).isEqualTo(base);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "# Tidy\\n\\nA tool that keeps [workspaces](x) `tidy`. More. | Tool that keeps workspaces tidy",
        "# Tidy\\n[![badge](x)](y)\\n\\nTidies. | Does what tidy does",
        "Nothing | Does what tidy does",
      })
  void theDescriptionIsTheReadmesFirstSentence(String text, String description) throws IOException {
    Folders.write(folder.resolve("README.md"), text.replace("\\n", "\n") + "\n");

    assertThat(Product.of(folder, "acme/tidy", Optional.empty()).description())
        .isEqualTo(description);
  }

  @Test
  void ofTwoLicencesInOneFileItIsAlwaysTheSame() throws IOException {
    Folders.write(
        folder.resolve("LICENSE"),
        "Permission is hereby granted, free of charge\n\nor:\n\nApache License\n  Version 2.0\n");

    assertThat(Product.of(folder, "acme/tidy", Optional.empty()).license()).isEqualTo("Apache-2.0");
  }

  @Test
  void aScriptAtTheTopIsTheProgram() throws IOException {
    Folders.write(folder.resolve("tidy.sh"), "#!/bin/sh\n");

    assertThat(Product.of(folder, "acme/tidy", Optional.empty()).program()).isEqualTo("tidy.sh");
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme/---", "acme/2048", "acme/7-zip"})
  void aNameThatNoCommandOrFormulaCanHaveIsRefused(String repository) {
    assertThatExceptionOfType(ReleaseException.class)
        .isThrownBy(() -> Product.of(folder, repository, Optional.empty()))
        .withMessageContaining(repository + " gives no name for a command and its formula");
  }
}
