package ai.stigmer.release.configuration;

import ai.stigmer.release.configuration.Type.Choice;
import ai.stigmer.release.configuration.Type.Section;
import ai.stigmer.release.configuration.Type.Text;
import ai.stigmer.release.configuration.Type.WordOr;
import ai.stigmer.release.signing.Signing;
import ai.stigmer.release.signing.Signing.KeyPair;
import ai.stigmer.release.signing.Signing.Keyless;
import ai.stigmer.release.signing.Signing.None;
import java.util.List;

/// The keys below `signing`.
final class SigningKeys {

  private static final String COSIGN = "cosign";
  private static final String LOGGED = "public";

  private static final Key<String> PRIVATE_KEY =
      Key.required(
          "cosign-key",
          new Text(
              "the name of a key",
              "env://[A-Za-z_][A-Za-z0-9_]*|[^\\x00-\\x1f\\x7f:-][^\\x00-\\x1f\\x7f:]*",
              "Write a file's name, or env://NAME for the variable that holds the key."),
          "the private key: a file, or `env://NAME` for the variable that holds it; its password is"
              + " `COSIGN_PASSWORD`");
  private static final Key<String> PUBLIC_KEY =
      Key.optional(
          "public-key",
          Texts.PATH,
          "the public key's file, with which `plan` and `verify` need no private one; left out, it"
              + " is derived from `cosign-key`");
  private static final Key<String> LOG =
      Key.withDefault(
          "transparency-log",
          new Choice(
              List.of(LOGGED, "none"),
              "Write public, which enters each signature in Sigstore's public log and demands it"
                  + " there, or none."),
          LOGGED,
          "where signatures are entered, and looked for: Sigstore's public log, or nowhere, which"
              + " is for keys that must not be seen there");

  static final Type<Signing> TYPE =
      new WordOr<>(
          new Choice(
              List.of("none", COSIGN),
              "Write none, cosign (without a key, in GitHub Actions), or {cosign-key: PATH}."),
          new Section<>(
              List.of(PRIVATE_KEY, PUBLIC_KEY, LOG),
              values ->
                  new KeyPair(
                      values.get(PRIVATE_KEY),
                      values.find(PUBLIC_KEY),
                      values.get(LOG).equals(LOGGED))),
          word -> word.equals(COSIGN) ? new Keyless() : new None());

  private SigningKeys() {}
}
