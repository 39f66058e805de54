package ai.stigmer.release.configuration;

import static ai.stigmer.release.configuration.Key.optional;
import static ai.stigmer.release.configuration.Key.required;
import static ai.stigmer.release.configuration.Key.withDefault;

import ai.stigmer.release.configuration.Type.MapOf;
import ai.stigmer.release.configuration.Type.Section;
import ai.stigmer.release.configuration.Type.Text;
import ai.stigmer.release.image.ImageSpec;
import ai.stigmer.release.image.ImageSpec.Layer;
import ai.stigmer.release.oci.Platform;
import ai.stigmer.release.oci.Reference;
import ai.stigmer.release.oci.Repository;
import ai.stigmer.release.problem.ReleaseException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// The keys of `image`.
final class ImageKeys {

  private static final Text MODE =
      new Text("a file mode", "0[0-7]{3}", "Write it in octal and in quotes, as in \"0755\".");
  private static final Text VARIABLE =
      new Text(
          "a variable's name", "[A-Za-z_][A-Za-z0-9_]*", "Use letters, digits and underscores.");

  private static final Key<String> LAYER_NAME =
      required("name", Texts.LINE, "what the layer is called in progress and problems");
  private static final Key<String> LAYER_FROM =
      required(
          "from",
          Texts.PLATFORM_PATH,
          "the file or folder it holds; `${platform}` is `linux-amd64`, `linux-arm64`, …, and a last"
              + " segment `*` makes a layer of each file or folder there");
  private static final Key<String> LAYER_TO =
      required("to", Texts.IMAGE_PATH, "where that goes in the image");
  private static final Key<String> LAYER_OWNER =
      withDefault("owner", Texts.OWNER, "0:0", "`uid:gid` of every file");
  private static final Key<Integer> LAYER_MODE =
      optional(
          "mode",
          MODE.then(octal -> Integer.parseInt(octal, 8)),
          "the mode of every file; left out, the files' own, normalised to 0644 or 0755");
  private static final Section<Layer> LAYER =
      new Section<>(
          List.of(LAYER_NAME, LAYER_FROM, LAYER_TO, LAYER_OWNER, LAYER_MODE),
          values ->
              new Layer(
                  values.get(LAYER_NAME),
                  values.get(LAYER_FROM),
                  values.get(LAYER_TO),
                  values.get(LAYER_OWNER),
                  values.find(LAYER_MODE)));

  private static final Key<Repository> REPOSITORY =
      required(
          "repository",
          Texts.LINE.then(Repository::of),
          "where the image is pushed: the registry's host and a path");
  private static final Key<String> BASE =
      withDefault(
          "base",
          Texts.LINE.then(ImageKeys::base),
          ImageSpec.SCRATCH,
          "the image it begins with, `scratch` for none; a tag is resolved and its digest recorded"
              + " in the image");
  private static final Key<List<Platform>> PLATFORMS =
      required(
          "platforms",
          Texts.LINE.then(Platform::of).list(1).then(ImageKeys::distinct),
          "what it is built for, as `os/architecture`");
  private static final Key<List<Layer>> LAYERS =
      required("layers", LAYER.list(1), "its own layers, the lowest first");
  private static final Key<String> USER =
      optional("user", Texts.OWNER, "`uid:gid` the command runs as; left out, root");
  private static final Key<List<String>> ENTRYPOINT =
      withDefault("entrypoint", Texts.ANY.list(0), "[]", "the command, as an argument vector");
  private static final Key<Map<String, String>> ENVIRONMENT =
      withDefault(
          "environment", new MapOf(VARIABLE, Texts.ANY), "{}", "the command's variables by name");
  private static final Key<String> WORKING_DIRECTORY =
      optional("working-directory", Texts.IMAGE_PATH, "where the command starts");
  private static final Key<List<String>> VOLUMES =
      withDefault("volumes", Texts.IMAGE_PATH.list(0), "[]", "the mount points it declares");
  private static final Key<Map<String, String>> LABELS =
      withDefault("labels", new MapOf(Texts.LINE, Texts.ANY), "{}", "further labels by name");

  static final Section<Configuration.Image> SECTION =
      new Section<>(
          List.of(
              REPOSITORY,
              BASE,
              PLATFORMS,
              LAYERS,
              USER,
              ENTRYPOINT,
              ENVIRONMENT,
              WORKING_DIRECTORY,
              VOLUMES,
              LABELS),
          values ->
              new Configuration.Image(
                  values.get(REPOSITORY),
                  new ImageSpec(
                      values.get(BASE),
                      values.get(PLATFORMS),
                      values.get(LAYERS),
                      values.find(USER),
                      values.get(ENTRYPOINT),
                      values.get(ENVIRONMENT),
                      values.find(WORKING_DIRECTORY),
                      values.get(VOLUMES),
                      values.get(LABELS))));

  private ImageKeys() {}

  private static String base(String text) {
    if (!text.equals(ImageSpec.SCRATCH)) {
      var _ = Reference.of(text);
    }
    return text;
  }

  private static List<Platform> distinct(List<Platform> platforms) {
    var seen = new HashSet<Platform>();
    for (Platform platform : platforms) {
      if (!seen.add(platform)) {
        throw ReleaseException.input(
            "'" + platform + "' is listed twice", "List each platform once.");
      }
    }
    return platforms;
  }
}
