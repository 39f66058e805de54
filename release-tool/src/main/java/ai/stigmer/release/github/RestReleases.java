package ai.stigmer.release.github;

import ai.stigmer.release.artifact.Artifact;
import ai.stigmer.release.http.RetryPolicy.Unit;
import ai.stigmer.release.json.Json;
import ai.stigmer.release.problem.Abbreviation;
import ai.stigmer.release.problem.ReleaseException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/// [ReleaseHost] by the REST API.
final class RestReleases implements ReleaseHost {

  private static final Pattern SHA = Pattern.compile("[0-9a-f]+");
  private static final int MOST_TAGS_OF_TAGS = 100;
  // Of the largest releases, with 500 assets and the longest notes, these are some 10 MB.
  private static final int SMALLEST_PAGE = 10;

  private final ApiCalls calls;
  private final LibraryCalls library;
  private final AssetUploads uploads;
  private final AssetDownloads downloads;
  private final OwnWrites written = new OwnWrites();
  private final AtomicInteger pageSize = new AtomicInteger(ApiCalls.LARGEST_PAGE);
  // Where each release takes its assets, as the answer that named the release said.
  private final Map<Long, URI> uploadAddresses = new ConcurrentHashMap<>();

  RestReleases(ApiCalls calls, LibraryCalls library) {
    this.calls = calls;
    this.library = library;
    this.downloads = new AssetDownloads(calls);
    this.uploads = new AssetUploads(calls, downloads);
  }

  @Override
  public List<Release> releases() {
    List<Release> all =
        calls.readUntil("reading the releases", written::areSeenIn, this::readReleases);
    written.forget();
    return all;
  }

  @Override
  public Optional<String> latest() {
    Optional<String> latest =
        calls.readUntil(
            "reading the latest release",
            written::areSeenIn,
            () -> calls.find("/releases/latest").map(release -> release.text("tag_name")));
    written.forgetLatest();
    return latest;
  }

  @Override
  public Optional<String> tagCommit(String tag) {
    String path =
        "/git/ref/tags/" + URLEncoder.encode(tag, StandardCharsets.UTF_8).replace("+", "%20");
    return calls.run(
        "reading the tag " + tag,
        () -> {
          Optional<Json> reference = calls.find(path);
          return reference.isPresent()
              ? Optional.of(commit(reference.get().get("object")))
              : Optional.empty();
        });
  }

  @Override
  public Release createDraft(ReleaseText text) {
    Release draft =
        calls.create(
            "creating the draft of " + text.tag(),
            () -> lostDraft(text),
            () ->
                library.call(() -> {
                  var created =
                      library
                          .repository()
                          .createRelease(text.tag())
                          .commitish(text.commit())
                          .name(text.title())
                          .body(text.notes())
                          .prerelease(text.preRelease())
                          .draft(true)
                          .create();
                  uploadAddresses.put(
                      created.getId(), ReleaseAnswers.uploads(created.getUploadUrl()));
                  return ReleaseAnswers.draft(created);
                }));
    written.wrote(draft);
    return draft;
  }

  @Override
  public Release updateText(long release, ReleaseText text) {
    return changed(
        "changing the text of the release " + text.tag(),
        () ->
            calls.patch(
                path(release),
                Map.of(
                    "tag_name", text.tag(),
                    "target_commitish", text.commit(),
                    "name", text.title(),
                    "body", text.notes(),
                    "prerelease", text.preRelease())));
  }

  @Override
  public void tryWrite() {
    calls.tryWrite("creating a release", "/releases");
  }

  @Override
  public Release markYanked(long release, YankMark mark) {
    return changed(
        "marking the release " + release + " as yanked",
        () -> calls.patch(path(release), Map.of("name", mark.title(), "body", mark.notes())));
  }

  @Override
  public void deleteDraft(long release) {
    calls.run(
        "deleting the draft " + release,
        () -> {
          Optional<Release> found = calls.find(path(release)).map(this::release);
          if (found.isPresent() && !found.get().isDraft()) {
            throw ReleaseException.conflict(
                "The release " + found.get().tag() + " was published and is not deleted",
                "Run it again to see the world as it is now.");
          }
          calls.delete(path(release));
          return release;
        });
    written.deletedRelease(release);
  }

  @Override
  public ReleaseAsset upload(long release, Artifact artifact) {
    URI address =
        Optional.ofNullable(uploadAddresses.get(release))
            .orElseGet(() ->
                calls.run(
                    "reading the release " + release,
                    () -> ReleaseAnswers.uploads(calls.get(path(release)).text("upload_url"))));
    ReleaseAsset asset = uploads.upload(release, address, artifact);
    written.uploaded(release, asset);
    return asset;
  }

  @Override
  public void deleteAsset(long asset) {
    calls.run(
        "deleting the asset " + asset,
        () -> {
          calls.delete("/releases/assets/" + asset);
          return asset;
        });
    written.deletedAsset(asset);
  }

  @Override
  public Release publish(long release, boolean latest) {
    // GitHub takes true and false as text here.
    Map<String, Object> fields = Map.of("draft", false, "make_latest", Boolean.toString(latest));
    Release published =
        changed("publishing the release " + release, () -> calls.patch(path(release), fields));
    if (latest) {
      written.markedLatest(published.tag());
    }
    return published;
  }

  @Override
  public void markLatest(long release) {
    Release marked =
        changed(
            "marking the release " + release + " as the latest",
            () -> calls.patch(path(release), Map.of("make_latest", "true")));
    written.markedLatest(marked.tag());
  }

  @Override
  public void download(ReleaseAsset asset, Path file) {
    downloads.toFile(asset, file);
  }

  @Override
  public String downloadText(ReleaseAsset asset, int limit) {
    return downloads.text(asset, limit);
  }

  private List<Release> readReleases() throws IOException {
    return releasePages().stream()
        .map(this::release)
        .sorted(Comparator.comparingLong(Release::id).reversed())
        .toList();
  }

  // A page of a hundred releases with hundreds of assets each is more than GitHub answers in time,
  // or than an answer may have: whatever the failure was, the next attempt asks for less at once.
  private List<Json> releasePages() throws IOException {
    try {
      return calls.pages("/releases", pageSize.get());
    } catch (RefusedAnswer refused) {
      throw refused;
    } catch (IOException failure) {
      pageSize.updateAndGet(size -> Math.max(SMALLEST_PAGE, size / 3));
      throw failure;
    }
  }

  private Release release(Json answer) {
    Release release = ReleaseAnswers.release(answer);
    uploadAddresses.put(release.id(), ReleaseAnswers.uploads(answer.text("upload_url")));
    return release;
  }

  /// The draft that a lost reply spoke of. Of several the oldest is the one that stays.
  private Optional<Release> lostDraft(ReleaseText text) {
    return calls.readUntil(
        "looking for the draft of " + text.tag(),
        Optional::isPresent,
        () ->
            readReleases().stream()
                .filter(Release::isDraft)
                .filter(release ->
                    release.tag().equals(text.tag()) && release.title().equals(text.title()))
                .filter(release -> !written.isDeleted(release.id()))
                .min(Comparator.comparingLong(Release::id)));
  }

  private Release changed(String what, Unit<Json> change) {
    Release release = calls.run(what, () -> release(change.run()));
    written.wrote(release);
    return release;
  }

  /// An annotated tag names an object that names the commit, or another tag.
  private String commit(Json object) throws IOException {
    Json here = object;
    for (int tags = 0; tags < MOST_TAGS_OF_TAGS; tags++) {
      if (!here.text("type").equals("tag")) {
        return here.text("sha");
      }
      here = calls.get("/git/tags/" + sha(here)).get("object");
    }
    throw ReleaseException.remote("GitHub names tags of tags without an end", "Run it again.");
  }

  private static String sha(Json object) {
    String sha = object.text("sha");
    if (!SHA.matcher(sha).matches()) {
      throw ReleaseException.remote(
          "GitHub names a tag by '" + Abbreviation.of(sha) + "', which is no object's name",
          "Run it again.");
    }
    return sha;
  }

  private static String path(long release) {
    return "/releases/" + release;
  }
}
