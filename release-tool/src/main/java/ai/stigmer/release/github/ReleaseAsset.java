package ai.stigmer.release.github;

import ai.stigmer.release.oci.Digest;
import java.util.Optional;

/// A file of a release as GitHub holds it (REST API, "Release assets").
///
/// @param id GitHub's number for it
/// @param name its file name
/// @param size its size in bytes
/// @param uploaded whether all of it arrived; an upload that broke leaves a `starter` behind
/// @param digest the digest of its bytes, which GitHub gives since June 2025
public record ReleaseAsset(
    long id, String name, long size, boolean uploaded, Optional<Digest> digest) {}
